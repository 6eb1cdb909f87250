"""The sentences with which a dossier refuses a file; each says what to do next."""

from collections.abc import Mapping

from contests.kernel.sandbox import Trouble
from contests.kernel.text import N_

GENERAL: Mapping[str, str] = {
    "empty": N_("Tệp “%(name)s” không có nội dung. Đề nghị kiểm tra tệp trên máy rồi tải lên lại."),
    "too_big": N_("Tệp “%(name)s” lớn quá %(limit)s. Đề nghị giảm dung lượng rồi tải lên lại."),
    "wrong_kind": N_(
        "Tệp “%(name)s” không thuộc loại được nhận ở mục này (%(allowed)s). Đề nghị chuyển sang một trong các loại đó rồi tải lên lại."
    ),
}

RENAMED = N_(
    "Tệp “%(name)s” mang đuôi của loại %(claimed)s nhưng bên trong không phải %(claimed)s, có thể do đổi tên tệp. Đề nghị mở bằng phần mềm đã tạo ra tệp, lưu thành một trong các loại %(allowed)s rồi tải lên lại."
)

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (
        rb"....ftyp(heic|heix|hevc|mif1|msf1|avif)",
        N_(
            "Ảnh “%(name)s” ở dạng HEIC của điện thoại. Đề nghị lưu thành một trong các loại %(allowed)s rồi tải lên lại."
        ),
    ),
    (
        rb"\xd0\xcf\x11\xe0",
        N_(
            "Tệp “%(name)s” là tệp Office kiểu cũ hoặc có mật khẩu. Đề nghị lưu thành một trong các loại %(allowed)s, không đặt mật khẩu, rồi tải lên lại."
        ),
    ),
    (
        rb"PK\x03\x04|Rar!|7z\xbc\xaf",
        N_(
            "Tệp “%(name)s” là tệp nén hoặc tệp Office, mục này không nhận. Đề nghị tải lên từng tệp thuộc các loại %(allowed)s."
        ),
    ),
)

UNREADABLE: Mapping[Trouble, str] = {
    Trouble.TIMED_OUT: N_(
        "Tệp “%(name)s” quá phức tạp, không kiểm tra xong trong thời gian cho phép. Đề nghị in lại thành PDF mới hoặc giảm kích thước rồi tải lên lại."
    ),
    Trouble.OUT_OF_MEMORY: N_(
        "Tệp “%(name)s” chiếm quá nhiều bộ nhớ khi mở. Đề nghị giảm kích thước trang, kích thước ảnh rồi tải lên lại."
    ),
    Trouble.CRASHED: N_(
        "Tệp “%(name)s” bị hỏng hoặc không đúng định dạng, không mở được. Đề nghị lưu lại từ phần mềm gốc rồi tải lên lại."
    ),
    Trouble.REFUSED: N_(
        "Tệp “%(name)s” bị hỏng hoặc không đúng định dạng, không mở được. Đề nghị lưu lại từ phần mềm gốc rồi tải lên lại."
    ),
}

_BROKEN = N_(
    "Tệp “%(name)s” bị hỏng hoặc không đúng định dạng, không mở được. Đề nghị lưu lại từ phần mềm gốc rồi tải lên lại."
)
_CUT_SHORT = N_(
    "Tệp “%(name)s” bị thiếu phần cuối, có thể do lần chép hoặc lần tải trước chưa xong. Đề nghị lấy lại tệp đầy đủ rồi tải lên lại."
)
_TWO_IN_ONE = N_(
    "Tệp “%(name)s” có kèm dữ liệu của một tệp khác ở bên trong. Đề nghị lưu lại từ phần mềm gốc thành tệp mới rồi tải lên lại."
)
_TOO_MANY_PIXELS = N_(
    "Ảnh “%(name)s” lớn quá 40 triệu điểm ảnh. Đề nghị giảm kích thước ảnh rồi tải lên lại."
)

PROBLEMS: Mapping[tuple[str, str], str] = {
    ("pdf", "locked"): N_(
        "Tệp “%(name)s” là PDF có mật khẩu hoặc bị hạn chế quyền. Đề nghị bỏ mật khẩu rồi tải lên lại."
    ),
    ("pdf", "script"): N_(
        "Tệp “%(name)s” là PDF có chứa mã lệnh (JavaScript). Đề nghị in lại thành PDF mới rồi tải lên lại."
    ),
    ("pdf", "action"): N_(
        "Tệp “%(name)s” là PDF có lệnh tự mở tệp hoặc gửi dữ liệu. Đề nghị in lại thành PDF mới rồi tải lên lại."
    ),
    ("pdf", "attachment"): N_(
        "Tệp “%(name)s” là PDF có tệp, âm thanh hoặc phim đính kèm bên trong. Đề nghị bỏ phần đính kèm hoặc in lại thành PDF mới rồi tải lên lại."
    ),
    ("pdf", "dynamic_form"): N_(
        "Tệp “%(name)s” là biểu mẫu PDF động (XFA). Đề nghị in lại thành PDF mới rồi tải lên lại."
    ),
    ("pdf", "too_many_pages"): N_(
        "Tệp “%(name)s” có quá %(limit)s trang. Đề nghị rút gọn hoặc tách thành nhiều tệp rồi tải lên lại."
    ),
    ("pdf", "truncated"): _CUT_SHORT,
    ("pdf", "trailing"): _TWO_IN_ONE,
    ("pdf", "polyglot"): _TWO_IN_ONE,
    ("pdf", "damaged"): _BROKEN,
    ("jpeg", "too_many_pixels"): _TOO_MANY_PIXELS,
    ("jpeg", "truncated"): _CUT_SHORT,
    ("jpeg", "polyglot"): _TWO_IN_ONE,
    ("jpeg", "damaged"): _BROKEN,
    ("png", "too_many_pixels"): _TOO_MANY_PIXELS,
    ("png", "truncated"): _CUT_SHORT,
    ("png", "polyglot"): _TWO_IN_ONE,
    ("png", "damaged"): _BROKEN,
    ("docx", "locked"): N_(
        "Tệp “%(name)s” là tài liệu Word có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên lại."
    ),
    ("docx", "macro"): N_(
        "Tệp “%(name)s” là tài liệu Word có macro. Đề nghị lưu thành .docx không có macro hoặc PDF rồi tải lên lại."
    ),
    ("docx", "script"): N_(
        "Tệp “%(name)s” là tài liệu Word có trường tự chạy chương trình khác (DDE). Đề nghị bỏ trường đó hoặc lưu thành PDF rồi tải lên lại."
    ),
    ("docx", "outside"): N_(
        "Tệp “%(name)s” là tài liệu Word lấy ảnh, mẫu hoặc đối tượng từ nơi khác. Đề nghị nhúng hẳn vào tài liệu hoặc lưu thành PDF rồi tải lên lại."
    ),
    ("docx", "attachment"): N_(
        "Tệp “%(name)s” là tài liệu Word có tệp hoặc đối tượng lạ đính kèm bên trong. Đề nghị bỏ phần đính kèm hoặc lưu thành PDF rồi tải lên lại."
    ),
    ("docx", "bomb"): N_(
        "Tệp “%(name)s” là tài liệu Word nén quá mức, khi mở ra lớn bất thường. Đề nghị lưu thành PDF rồi tải lên lại."
    ),
    ("docx", "trailing"): _TWO_IN_ONE,
    ("docx", "damaged"): N_(
        "Tệp “%(name)s” không phải là tài liệu Word (.docx) mở được. Đề nghị lưu lại từ Word thành .docx hoặc PDF rồi tải lên lại."
    ),
    ("mp4", "brand"): N_(
        "Phim “%(name)s” không phải là MP4 thông dụng. Đề nghị xuất lại thành MP4 (H.264) rồi tải lên lại."
    ),
    ("mp4", "no_picture"): N_("Tệp “%(name)s” không có hình. Đề nghị tải lên phim MP4 có hình."),
    ("mp4", "truncated"): _CUT_SHORT,
    ("mp4", "polyglot"): _TWO_IN_ONE,
    ("mp4", "damaged"): _BROKEN,
}
