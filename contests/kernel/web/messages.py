"""What the form library itself has to say, in Vietnamese: its own catalogues have no such language."""

from flask_babel import get_locale

VIETNAMESE = {
    "This field is required.": "Đề nghị nhập mục này.",
    "Not a valid choice.": "Lựa chọn này không có trong danh sách. Đề nghị chọn lại.",
    "Not a valid choice": "Lựa chọn này không có trong danh sách. Đề nghị chọn lại.",
    "Invalid Choice: could not coerce.": "Lựa chọn này không có trong danh sách. Đề nghị chọn lại.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Có lựa chọn không nằm trong danh sách. Đề nghị chọn lại.",
    "Not a valid integer value.": "Đề nghị nhập một số nguyên.",
    "Not a valid decimal value.": "Đề nghị nhập một số.",
    "Not a valid float value.": "Đề nghị nhập một số.",
    "Not a valid date value.": "Đề nghị nhập ngày/tháng/năm, ví dụ 05/09/2026.",
    "Not a valid datetime value.": "Đề nghị nhập ngày và giờ, ví dụ 05/09/2026 17:00.",
    "Not a valid time value.": "Đề nghị nhập giờ và phút, ví dụ 17:00.",
    "Invalid input.": "Nội dung này không đúng dạng. Đề nghị kiểm tra lại.",
    "Invalid email address.": "Địa chỉ thư điện tử không đúng dạng, ví dụ vanthu@donvi.vn.",
    "Invalid URL.": "Địa chỉ mạng không đúng dạng, ví dụ https://sangtao.tinh.vn.",
    "Invalid CSRF Token.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "CSRF token missing.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "CSRF failed.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "CSRF token expired.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "The CSRF token is missing.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "The CSRF session token is missing.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "The CSRF token is invalid.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "The CSRF tokens do not match.": "Trang đã mở quá lâu. Đề nghị gửi lại lần nữa.",
    "File is required.": "Đề nghị chọn tệp.",
    "Number must be at least %(min)s.": "Số này phải từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Số này không được quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số này phải từ %(min)s đến %(max)s.",
    "Field must be at least %(min)d character long.": "Mục này phải có ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Mục này phải có ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Mục này không được quá %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Mục này không được quá %(max)d ký tự.",
    "Field must be exactly %(max)d character long.": "Mục này phải có đúng %(max)d ký tự.",
    "Field must be exactly %(max)d characters long.": "Mục này phải có đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Mục này phải có từ %(min)d đến %(max)d ký tự.",
    "Invalid value, must be one of: %(values)s.": "Giá trị phải là một trong: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Giá trị không được là: %(values)s.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập không giống nhau.",
    "Invalid field name '%s'.": "Không có mục '%s'.",
}


class FormMessages:
    """The library's messages in the reader's language; in English, its own words."""

    def gettext(self, string: str) -> str:
        """One message."""
        return string if str(get_locale()) == "en" else VIETNAMESE.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """One message with a count."""
        return self.gettext(singular if n == 1 else plural)


MESSAGES = FormMessages()
