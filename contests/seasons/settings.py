"""The working values a season has: what each may be, and what the software starts with."""

from contests.kernel.text import N_
from contests.seasons.known import AWARD_ORDER as AWARD_ORDER
from contests.seasons.known import BLIND as BLIND
from contests.seasons.known import BY_INSPECTOR as BY_INSPECTOR
from contests.seasons.known import CERTIFICATE_NAMES as CERTIFICATE_NAMES
from contests.seasons.known import DOSSIER as DOSSIER
from contests.seasons.known import FIELDS as FIELDS
from contests.seasons.known import MADE_SINCE as MADE_SINCE
from contests.seasons.known import MOST_PRIZES as MOST_PRIZES
from contests.seasons.known import MOST_PRIZES_FIELD as MOST_PRIZES_FIELD
from contests.seasons.known import NOMINATION_PER_FIELD as NOMINATION_PER_FIELD
from contests.seasons.known import NOMINATION_QUOTA as NOMINATION_QUOTA
from contests.seasons.known import NOMINATION_TIERS as NOMINATION_TIERS
from contests.seasons.known import PARTS as PARTS
from contests.seasons.known import RELEASE as RELEASE
from contests.seasons.known import RUBRIC as RUBRIC
from contests.seasons.known import Known as Known

CATALOGUE = (
    Known(FIELDS, N_("Danh mục lĩnh vực"), N_("Các lĩnh vực dự thi, đúng như trong thể lệ.")),
    Known(DOSSIER, N_("Danh mục hồ sơ"), N_("Thành phần hồ sơ và phần nào được chuyển cho giám khảo.")),
    Known(RUBRIC, N_("Thang điểm"), N_("Các tiêu chí chấm và điểm tối đa của từng tiêu chí.")),
    Known(
        "steps_per_point",
        N_("Bước điểm nhỏ nhất"),
        N_("Giám khảo cho điểm theo bội số của bước này."),
        "2",
        choices={"1": N_("1 điểm"), "2": N_("0,5 điểm"), "4": N_("0,25 điểm")},
    ),
    Known(
        "judges_per_panel",
        N_("Số giám khảo mỗi tổ"),
        N_("Số giám khảo dự kiến của mỗi tổ giám khảo."),
        "5",
        1,
        15,
    ),
    Known(
        "least_sheets",
        N_("Số phiếu điểm tối thiểu"),
        N_("Bài có ít phiếu hơn thì chờ thêm giám khảo, chưa được tính điểm."),
        "3",
        1,
        15,
    ),
    Known(
        BLIND,
        N_("Giấu tên tác giả khi chấm"),
        N_(
            "Vòng triển lãm, phỏng vấn có tác giả trước mặt thì để mở: bài mang tên tác giả và có lịch trình bày."
        ),
        "yes",
        choices={
            "yes": N_("Có: giám khảo chỉ biết mã phách"),
            "no": N_("Không: vòng mở, bài mang tên tác giả"),
        },
    ),
    Known(
        "assignment",
        N_("Cách giao bài"),
        N_("Mọi giám khảo cùng chấm một nhóm bài thì độ chặt, lỏng của từng người không làm lệch thứ hạng."),
        "all",
        choices={
            "all": N_("Mỗi giám khảo của tổ chấm tất cả bài của tổ"),
            "k": N_("Mỗi bài giao cho một số giám khảo, phân công tối ưu"),
        },
    ),
    Known(
        "judges_per_piece",
        N_("Số giám khảo chấm mỗi bài"),
        N_("Chỉ dùng khi mỗi bài giao cho một số giám khảo. Không ít hơn số phiếu điểm tối thiểu."),
        "3",
        1,
        15,
    ),
    Known(
        "anchors",
        N_("Số bài neo mỗi tổ"),
        N_(
            "Bài mà mọi giám khảo của các tổ được liên kết cùng chấm, để so sánh được điểm giữa các tổ. 0 là không có."
        ),
        "0",
        0,
        20,
    ),
    Known(
        "minutes_per_piece",
        N_("Số phút chấm một bài"),
        N_("Dùng để tính số bài một giám khảo nhận được trong thời gian của mình."),
        "30",
        1,
        600,
    ),
    Known(
        "aggregation",
        N_("Cách tổng hợp điểm"),
        N_("Điểm của một bài được tính từ tổng điểm các phiếu đã nộp."),
        "mean",
        choices={
            "mean": N_("Trung bình cộng của tất cả các phiếu"),
            "trimmed": N_("Bỏ phiếu cao nhất và thấp nhất khi có từ năm phiếu, rồi lấy trung bình cộng"),
            "median": N_("Trung vị của các phiếu"),
        },
    ),
    Known(
        "ties",
        N_("Phân định khi đồng điểm"),
        N_("Các bước được xét lần lượt; bài vẫn bằng nhau sau bước cuối thì đồng hạng."),
        "none",
        choices={
            "none": N_("Đồng hạng, không phân định"),
            "people": N_("Hội đồng quyết định"),
            "criterion:1,people": N_("Điểm tiêu chí thứ nhất cao hơn, rồi Hội đồng quyết định"),
            "chair,people": N_("Điểm của tổ trưởng cao hơn, rồi Hội đồng quyết định"),
            "criterion:1,chair,median,people": N_(
                "Điểm tiêu chí thứ nhất, điểm của tổ trưởng, trung vị các phiếu, rồi Hội đồng quyết định"
            ),
        },
    ),
    Known(
        "rounding",
        N_("Cách làm tròn"),
        N_("Làm tròn một lần, sau khi lấy trung bình."),
        "half_up_2",
        choices={"half_up_2": N_("Hai chữ số thập phân, nửa đơn vị làm tròn lên")},
    ),
    Known(
        "ranking",
        N_("Điểm dùng để xếp hạng"),
        N_("Bài có điểm dùng để xếp hạng bằng nhau thì đồng hạng."),
        "rounded",
        choices={"rounded": N_("Điểm đã làm tròn"), "exact": N_("Điểm chưa làm tròn")},
    ),
    Known(
        "spread_limit",
        N_("Mức chênh lệch giữa các phiếu phải thảo luận (điểm)"),
        N_(
            "Bài có phiếu cao nhất và phiếu thấp nhất cách nhau quá mức này được đưa lên đầu khi tổ thảo luận."
        ),
        "15",
        1,
        100,
    ),
    Known(
        "quorum",
        N_("Số giám khảo tối thiểu để biểu quyết"),
        N_("Tính trên số giám khảo của tổ được biểu quyết về bài đó."),
        "two_thirds",
        choices={"half": N_("Quá nửa"), "two_thirds": N_("Ít nhất hai phần ba"), "all": N_("Tất cả")},
    ),
    Known(
        "majority",
        N_("Tỷ lệ tán thành để thông qua"),
        N_("Tính trên số phiếu biểu quyết, kể cả phiếu không có ý kiến."),
        "half",
        choices={"half": N_("Quá nửa"), "two_thirds": N_("Ít nhất hai phần ba"), "all": N_("Tất cả")},
    ),
    Known(
        "verdict",
        N_("Tổ giám khảo đề xuất giải theo mã phách"),
        N_("Đề xuất được niêm phong cùng bảng điểm, trước khi mở phách."),
        "offered",
        choices={
            "offered": N_("Có thể đề xuất"),
            "required": N_("Bắt buộc đề xuất trước khi niêm phong"),
            "none": N_("Không, Ban Tổ chức xếp giải sau khi mở phách"),
        },
    ),
    Known(
        "advice",
        N_("Số liệu tham khảo về giám khảo"),
        N_(
            "Độ chặt, lỏng của từng giám khảo và độ chắc chắn của thứ hạng, tính sau khi mọi phiếu đã khóa. Chỉ tổ trưởng "
            "và lãnh đạo Ban Tổ chức xem, không thay điểm chính thức."
        ),
        "on",
        choices={"on": N_("Có"), "off": N_("Không")},
    ),
    Known(
        "extremes",
        N_("Điểm phải kèm lý do"),
        N_("Phiếu có điểm như vậy thì giám khảo phải ghi nhận xét mới nộp được."),
        "ends",
        choices={
            "off": N_("Không yêu cầu"),
            "ends": N_("Tiêu chí 0 điểm; tổng từ 5 phần trăm trở xuống hoặc 95 phần trăm trở lên"),
            "all": N_("Như trên, và cả tiêu chí được điểm tối đa"),
        },
    ),
    Known(
        AWARD_ORDER,
        N_("Thứ tự xét giải"),
        N_("Các giải pháp được xếp vào hạng giải lần lượt từ trên xuống theo thứ tự này."),
        "marks",
        choices={
            "marks": N_("Theo thứ hạng điểm"),
            "votes": N_("Theo tỷ lệ phiếu tán thành của Hội đồng"),
        },
    ),
    Known(
        MOST_PRIZES,
        N_("Tổng số giải tối đa"),
        N_("Tính chung mọi hạng giải. Để trống thì không giới hạn."),
        least=1,
        most=10_000,
        unset=N_("Không giới hạn"),
    ),
    Known(
        MOST_PRIZES_FIELD,
        N_("Số giải tối đa của một lĩnh vực"),
        N_("Tính chung mọi hạng giải. Để trống thì không giới hạn."),
        least=1,
        most=10_000,
        unset=N_("Không giới hạn"),
    ),
    Known(
        RELEASE,
        N_("Giám sát cho phép công bố kết quả"),
        N_(
            "Khi có yêu cầu này, sau quyết định trao giải, kết quả chưa hiện ở trang, tệp, thư hay giấy nào cho đến khi "
            "giám sát kiểm tra và cho phép."
        ),
        "decision",
        choices={
            "decision": N_("Không: kết quả có từ lúc ghi quyết định"),
            BY_INSPECTOR: N_("Có: chờ giám sát cho phép"),
        },
    ),
    Known(
        MADE_SINCE,
        N_("Nhận giải pháp tạo ra hoặc áp dụng từ năm"),
        N_("Năm sớm nhất theo thể lệ của lần tổ chức này. Để trống thì không giới hạn."),
        least=1990,
        most=2100,
        unset=N_("Không giới hạn"),
    ),
    Known(
        "team_max",
        N_("Số tác giả tối đa của một giải pháp"),
        N_("Tính cả tác giả chính và các đồng tác giả."),
        "5",
        1,
        50,
    ),
    Known(
        NOMINATION_QUOTA,
        N_("Số hồ sơ đề cử tối đa"),
        N_("Chỉ tiêu gửi dự thi cấp trên theo văn bản của cấp trên. Để trống thì không giới hạn."),
        least=1,
        most=1000,
        unset=N_("Không giới hạn"),
    ),
    Known(
        NOMINATION_TIERS,
        N_("Số hạng giải được đề cử"),
        N_("Tính từ hạng cao nhất: 1 là chỉ giải cao nhất, 2 là hai hạng đầu. Để trống thì mọi hạng giải."),
        least=1,
        most=20,
        unset=N_("Mọi hạng giải"),
    ),
    Known(
        NOMINATION_PER_FIELD,
        N_("Số hồ sơ đề cử tối đa mỗi lĩnh vực"),
        N_("Không tính hồ sơ dự khuyết. Để trống thì không giới hạn."),
        least=1,
        most=1000,
        unset=N_("Không giới hạn"),
    ),
    Known(
        CERTIFICATE_NAMES,
        N_("Đơn vị xác nhận họ tên trước khi in giấy"),
        N_("Đơn vị xem đúng từng dấu của họ tên sẽ in trên giấy chứng nhận, rồi xác nhận hoặc đề nghị sửa."),
        "warn",
        choices={
            "warn": N_("Nhắc khi cấp giấy, vẫn cấp được"),
            "required": N_("Chưa xác nhận đủ thì chưa cấp giấy"),
        },
    ),
)
KNOWN = {known.key: known for known in CATALOGUE}
WORKING = tuple(known for known in CATALOGUE if not known.is_part)
"""The values that are set one by one."""
