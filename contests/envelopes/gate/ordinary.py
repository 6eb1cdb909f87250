"""Pairs of ordinary words that are also names: written small they are words, written as a name they are a name."""

from contests.envelopes.gate.letters import letters

_PAIRS = """
an bình, an giang, an khang, an ninh, an tâm, an toàn, an vui, anh em, anh hùng, ánh dương, ánh hồng, ánh kim, ánh sáng, ánh tuyết
bạch đàn, bạch kim, bạch mai, bạch tuyết, bạch yến, bảo an, bảo bình, bảo châu, bảo dưỡng, bảo hành, bảo hiểm, bảo hộ, bảo lâm, bảo lộc
bảo ngọc, bảo quản, bảo toàn, bảo trì, bảo vệ, bích ngọc, bình an, bình dương, bình hoa, bình minh, bình nguyên, bình thành, bình yên
cao ly, cao minh, cao nguyên, cao phong, cao quý, cao sơn, cao thành, cao thắng, cẩm thạch, châu thành, chi lan, chi mai, chí công
chí khí, chí tình, chiến công, chiến thắng, chính trực, chính trung, chính xác, công an, công anh, công bình, công danh, công dân
công đức, công đoàn, công hiệu, công lý, công minh, công nam, công nghệ, công nghiệp, công phu, công suất, công tâm, công thành
công tiến, công trình, công trung, công trường, công tuấn, công vinh, cường thịnh, cường tráng, dân an, dân anh, danh dự, danh nhân, diệu kỳ
dũng cảm, dũng mãnh, dung hòa, dương lịch, dương liễu, dương quang, dương xuân, duy nhất, duy trì, duy vật, đan thanh, đăng quang
đăng khoa, đăng ký, đạo đức, đạt thành, đắc lực, địa lan, điệp anh, đình công, đình thành, định hướng, đỗ quyên, đoàn kết, đoàn viên
đoan trang, đông á, đông đô, đông hà, đông hải, đông nam, đông phương, đông quân, đồng bằng, đồng tâm, đồng tiến, đức độ, đức hạnh
đức tài, đức tính, gia bảo, gia cường, gia đình, gia hân, gia huy, gia khánh, gia lộc, gia nhiệt, gia phong, gia súc, gia tăng, gia tốc
gia vị, giang hà, giang nam, giang sơn, hà bá, hà đông, hà giang, hà lan, hà mã, hà nam, hà nội, hà tiên, hà tĩnh, hải âm, hải âu, hải đảo
hải đăng, hải đường, hải dương, hải hà, hải hậu, hải lý, hải lưu, hải nam, hải phòng, hải quân, hải quan, hải sản, hải sâm, hải sơn
hải trình, hải vân, hải yến, hạnh nhân, hạnh phúc, hằng nga, hằng năm, hằng ngày, hậu giang, hiếu học, hiếu khách, hiếu thảo, hiền hậu
hiền hòa, hiền lành, hiền thục, hiển linh, hiện đại, hoa anh, hoa cương, hoa đào, hoa hồng, hoa hiên, hoa huệ, hoa hướng, hoa lan, hoa lê
hoa liên, hoa lý, hoa mai, hoa mỹ, hoa quả, hoa quỳnh, hoa sen, hoa thơm, hoa tiêu, hoa trang, hoa tươi, hoa viên, hòa an, hòa bình, hòa hợp
hòa nhã, hòa tan, hòa thuận, hoài bão, hoài niệm, hoàn hảo, hoàn thành, hoàn thiện, hoàn toàn, hoàng anh, hoàng đạo, hoàng gia, hoàng hậu
hoàng hôn, hoàng kim, hoàng lan, hoàng liên, hoàng mai, hoàng oanh, hoàng yến, hồng anh, hồng bàng, hồng hà, hồng hạc, hồng hào, hồng lam, hồng ngoại
hồng ngọc, hồng nhung, hồng phấn, hồng phúc, hồng quân, hồng sâm, hồng thắm, hồng trà, hồng xiêm, huệ tây, hùng cường, hùng hậu, hùng mạnh
hùng tráng, hùng vĩ, huy động, huy hiệu, huy hoàng, huyền ảo, huyền diệu, huyền thoại, hưng thịnh, hưng yên, hương liệu, hương lúa
hương nhu, hương sen, hương thảo, hương thơm, hương trầm, hương vị, hướng dương, hữu cơ, hữu danh, hữu hiệu, hữu ích, hữu nghị, hữu hình, hữu tình
kế thừa, khải hoàn, khang kiện, khang trang, khánh hòa, khánh thành, khánh tiết, khoa học, khoa trưởng, khôi nguyên, khôi phục, khuê các
kiên cố, kiên cường, kiên định, kiên giang, kiên nhẫn, kiên quyết, kiên trì, kiên trung, kiệt xuất, kiều diễm, kiều mạch, kim anh, kim cương
kim chi, kim giang, kim giao, kim hoàn, kim khánh, kim khí, kim liên, kim loại, kim long, kim ngân, kim quý, kim tiêm, kim tinh, kim tuyến, kỳ anh
kỳ diệu, kỳ quan, kỳ thú, kỳ vọng, lam sơn, lâm đồng, lâm nghiệp, lâm sản, lâm sinh, lâm trường, lâm viên, lan anh, lan can, lan hồ
lan hương, lan rừng, lan tỏa, lan tràn, lê minh, liên anh, liên hoàn, liên hợp, liên kết, liên minh, liên quan, liên tục, linh cẩm, linh chi, linh động, linh hoạt
linh hồn, linh kiện, linh lan, linh thiêng, linh trang, loan phượng, long an, long lanh, long nhãn, long não, long trọng, long vân, lộc vừng
lộc xuân, lục bình, lục diệp, lưu hành, lưu huỳnh, lưu lượng, lưu ly, lưu thông, lương thiện, lương thực, lương y, ly tâm, lý thái, mai anh, mai hoa
mai mối, mai phục, mai sau, mai vàng, mạnh cường, mạnh dạn, mạnh khỏe, mạnh tiến, mẫu đơn, minh anh, minh bạch, minh châu, minh chứng, minh họa
minh hương, minh khai, minh mẫn, minh quân, minh quang, minh tinh, minh triết, minh xác, mộc hương, mộc lan, mộc nhĩ, mỹ hạnh, mỹ lệ, mỹ nghệ
mỹ phẩm, mỹ thuật, mỹ thành, nam anh, nam châm, nam định, nam giang, nam hải, nam phong, nam phương, nam quang, nam sơn, nam tiến, nam trung
nam việt, nga mi, nga sơn, ngân hà, ngân hàng, ngân sách, ngân vang, nghĩa hiệp, nghĩa tình, nghĩa trang, nghĩa vụ, ngọc anh, ngọc bích
ngọc bội, ngọc châu, ngọc hà, ngọc hoàn, ngọc lan, ngọc minh, ngọc quý, ngọc thạch, ngọc trai, nguyên bản, nguyên khí, nguyên khôi
nguyên liệu, nguyên lý, nguyên nhân, nguyên sinh, nguyên tắc, nguyên thủy, nguyên tố, nguyên tử, nguyên vẹn, nguyệt quế, nhã nhặn
nhân ái, nhân đạo, nhân giống, nhân hậu, nhân nghĩa, nhân sâm, nhân tạo, nhân văn, nhật bản, nhật hạ, nhật ký, nhật minh, nhật quang
nhật thực, nhung hươu, nữ hoàng, ninh bình, oanh liệt, phi công, phi hùng, phi tiêu, phong ba, phong cảnh, phong lan, phong phú, phong sương
phong trào, phong vân, phú bình, phú cường, phú quý, phú thọ, phú yên, phúc an, phúc đức, phúc hậu, phúc lành, phúc lộc, phúc lợi, phúc thịnh
phương án, phương anh, phương đông, phương nam, phương pháp, phương thảo, phương tiện, phương trình, phượng hoàng, phượng vĩ, quan tâm
quân dân, quân sự, quân tử, quang anh, quang cảnh, quang đãng, quang điện, quang hà, quang hải, quang học, quang hợp, quang huy, quang khai
quang minh, quang năng, quang nam, quang phổ, quang thông, quang trung, quang trọng, quang vinh, quảng bá, quảng đại, quảng nam, quế chi, quế hương
quốc anh, quốc bảo, quốc gia, quốc hội, quốc hùng, quốc khánh, quốc lộ, quốc phòng, quốc tế, quốc việt, quỳnh anh, quỳnh hoa, quỳnh hương, sao mai
sâm cầm, sâm ngọc, sen hồng, sinh học, sinh thái, song anh, song hành, song song, sơn ca, sơn dầu, sơn dương, sơn hà, sơn la, sơn lâm, sơn mài
sơn nữ, sơn thủy, sơn tây, sơn trà, sơn tùng, sương mai, sử dụng, tâm an, tâm đắc, tâm điểm, tâm giao, tâm huyết, tâm lý, tâm sen, tâm sinh, tân tiến, tấn công
tân thành, tấn phát, tây ninh, tây sơn, thạch anh, thạch lâm, thái bình, thái cực, thái dương, thái hòa, thái học, thái lan, thái nguyên, thái tuấn
thành an, thành công, thành danh, thành đạt, thành đoàn, thành hình, thành long, thành lập, thành luân, thành nam, thành phần, thành phố
thành quả, thành tâm, thành thạo, thành tích, thành tiến, thành trung, thanh âm, thanh an, thanh bình, thanh chắn, thanh chương, thanh đạm, thanh hà
thanh hao, thanh hóa, thanh khiết, thanh lâm, thanh liêm, thanh lịch, thanh long, thanh lọc, thanh mai, thanh minh, thanh nam, thanh nga
thanh nhã, thanh nhàn, thanh nhiệt, thanh niên, thanh phong, thanh quang, thanh sơn, thanh tâm, thanh tân, thanh thảo, thanh thép, thanh thiên, thanh thiếu
thanh thủy, thanh toán, thanh trà, thanh tra, thanh trúc, thanh trượt, thanh tú, thanh tùng, thanh vân, thanh xuân, thảo dược, thảo hương
thảo linh, thảo luận, thảo mộc, thảo nguyên, thảo quả, thắng lợi, thắng cảnh, thiên an, thiên ân, thiên hà, thiên hương, thiên kim, thiên long, thiên lý, thiên nga
thiên nhiên, thiên phú, thiên tai, thiên thanh, thiên thảo, thiên văn, thiện chí, thiện nguyện, thiện tâm, thịnh hành, thịnh vượng
thơm ngon, thu âm, thu chi, thu đông, thu gom, thu hà, thu hải, thu hoạch, thu hồi, thu hương, thu hút, thu lan, thu nga, thu ngân, thu thảo, thu thập, thu thủy
thu trang, thục nữ, thủy canh, thủy điện, thủy lợi, thủy lực, thủy ngân, thủy sản, thủy sinh, thủy tiên, thủy tinh, thủy triều, thủy văn, thùy dương, thùy mị, thư ký
thư sinh, thư viện, thương mại, thương yêu, thượng hải, thượng nguyên, tiên phong, tiên tiến, tiến bộ, tiến độ, tiến hành, tiến sĩ, tiến thành, tiểu mai
tiệp hoa, tính toán, toàn cầu, toàn diện, toàn quốc, toàn thắng, toàn thành, toàn trung, trà giang, trà mi, trà my, trâm anh, trang bị, trang hoàng
trang nghiêm, trang nhã, trang sức, trang trại, trang trí, trang trọng, trí dũng, trí đức, trí lực, trí nhân, trí thông, trí tuệ, triều dương
trinh nữ, trọng đại, trọng điểm, trọng lượng, trọng tâm, trọng yếu, trúc đào, trúc lâm, trúc mai, trung anh, trung bình, trung dũng, trung du
trung đoàn, trung hậu, trung hiếu, trung hòa, trung học, trung kiên, trung lập, trung nam, trung nghĩa, trung quân, trung sơn, trung tâm
trung thành, trung thực, trung tính, trung trực, trường an, trường anh, trường giang, trường học, trường hợp, trường lâm, trường quay
trường sa, trường sinh, trường sơn, trường thành, trường thọ, tú anh, tú cầu, tuân thủ, tuấn kiệt, tuấn tú, tuấn tài, tuệ tĩnh, tùng bách
tùng lâm, tuyên quang, tuyết mai, tuyết tùng, tường an, tường thành, tường vi, tươi sáng, tỷ mỉ, uyên bác, uyên ương, uyển chuyển, vạn hạnh, vạn phúc, vạn thọ, văn anh
văn bản, văn công, văn hiến, văn hoa, văn hóa, văn học, văn khoa, văn lâm, văn lang, văn minh, văn nghệ, văn nhân, văn phong, văn phòng, văn phú, văn quan
văn sinh, văn thành, văn thể, văn thư, vân anh, vân du, vân gỗ, vân sam, vân tay, vi sinh, việt anh, việt bắc, việt hương, việt nam, việt tiến, việt trung
vinh danh, vinh dự, vinh hoa, vinh quang, vĩnh cửu, vĩnh hằng, vĩnh long, vĩnh phúc, vũ bão, vũ khí, vũ trụ, vương miện, xuân anh, xuân diệu, xuân hạ
xuân hương, xuân lan, xuân mai, xuân sắc, xuân sơn, xuân thu, xuân tươi, yên bái, yên bình, yên lành, yên ninh, yên phong, yên tâm, yến mạch, yến oanh, yến sào, ý nghĩa
"""


def _exact(pair: str) -> str:
    return " ".join(letters(word).exact for word in pair.split())


ORDINARY = frozenset(_exact(pair) for line in _PAIRS.split("\n") for pair in line.split(",") if pair.strip())
"""Pairs as they are compared."""

_LAND = (
    "tỉnh",
    "hồ",
    "sông",
    "núi",
    "đèo",
    "vịnh",
    "biển",
    "vùng",
    "miền",
    "chè",
    "cam",
    "bưởi",
    "vải",
    "nhãn",
    "gốm",
)
_PARTS = (
    "xã",
    "phường",
    "huyện",
    "quận",
    "phố",
    "tp",
    "ấp",
    "bản",
    "thôn",
    "làng",
    "đường",
    "cầu",
    "chợ",
    "ga",
)
PLACE_CUES = {
    False: frozenset(letters(word).exact for word in (*_LAND, *_PARTS)),
    True: frozenset(letters(word).exact for word in _LAND),
}
"""Before a pair of capitals these say that it is a place, not a person; for the name of a unit only what is larger than one."""
