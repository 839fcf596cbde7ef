//! What the named formats are called and what their values look like.

catalogue! {
    bank_card() { "payment card number", "银行卡号" }
    bank_card_expects() { "12 to 19 digits, the last a check digit", "12 至 19 位数字，末位为校验位" }
    cn_admin_division() { "Chinese administrative division code", "行政区划代码" }
    cn_admin_division_expects() { "6 digits for a province, prefecture or county of GB/T 2260, such as 110105", "6 位数字的 GB/T 2260 省、市、县代码，例如 110105" }
    cn_cosmetic_filing() { "Chinese cosmetic filing number", "化妆品备案或注册编号" }
    cn_cosmetic_filing_expects() { "such as 粤G妆网备字2021123456, 国妆网备进字（沪）2021000001 or 国妆特字20210001", "例如 粤G妆网备字2021123456、国妆网备进字（沪）2021000001 或 国妆特字20210001" }
    cn_landline() { "Chinese fixed telephone number", "固定电话号码" }
    cn_landline_expects() { "an area code and 7 or 8 digits, such as 010-65251234, and perhaps an extension", "区号加 7 或 8 位号码，例如 010-65251234，可带分机号" }
    cn_mobile() { "Chinese mobile number", "手机号" }
    cn_mobile_expects() { "11 digits that start with 13 to 19", "以 13 至 19 开头的 11 位数字" }
    cn_organisation_code() { "Chinese organisation code", "组织机构代码" }
    cn_organisation_code_expects() { "8 digits or letters and a check character", "8 位数字或字母加 1 位校验码" }
    cn_resident_id() { "Chinese resident identity number", "公民身份号码" }
    cn_resident_id_expects() { "17 digits with an area and a day of birth, then a check digit or X", "17 位数字（含地区码与出生日期）加 1 位校验码（数字或 X）" }
    cn_uscc() { "unified social credit code", "统一社会信用代码" }
    cn_uscc_expects() { "18 digits or capital letters without I, O, S, V and Z, the last a check character", "18 位数字或大写字母（不含 I、O、S、V、Z），末位为校验码" }
    country() { "country code", "国家代码" }
    country_expects() { "two capital letters of ISO 3166-1, such as CN", "ISO 3166-1 的两位大写字母代码，例如 CN" }
    currency() { "currency code", "币种代码" }
    currency_expects() { "three capital letters of ISO 4217, such as CNY", "ISO 4217 的三位大写字母代码，例如 CNY" }
    e164() { "international telephone number", "国际电话号码" }
    e164_expects() { "`+`, the country code and the number, 7 to 15 digits in all", "`+` 加国家代码和号码，共 7 至 15 位数字" }
    email() { "e-mail address", "电子邮箱地址" }
    email_expects() { "a name, one @ and a domain, such as name@example.com", "名称加一个 @ 和域名，例如 name@example.com" }
    gln() { "GLN", "全球位置码（GLN）" }
    gln_expects() { "13 digits, the last a check digit", "13 位数字，末位为校验位" }
    gtin() { "GTIN", "商品条码（GTIN）" }
    gtin_expects() { "8, 12, 13 or 14 digits, the last a check digit", "8、12、13 或 14 位数字，末位为校验位" }
    gtin8() { "GTIN-8", "商品条码（GTIN-8）" }
    gtin8_expects() { "8 digits, the last a check digit", "8 位数字，末位为校验位" }
    gtin12() { "GTIN-12", "商品条码（GTIN-12，UPC-A）" }
    gtin12_expects() { "12 digits, the last a check digit", "12 位数字，末位为校验位" }
    gtin13() { "GTIN-13", "商品条码（GTIN-13）" }
    gtin13_expects() { "13 digits, the last a check digit", "13 位数字，末位为校验位" }
    gtin14() { "GTIN-14", "箱码（GTIN-14）" }
    gtin14_expects() { "14 digits, the last a check digit", "14 位数字，末位为校验位" }
    in_store() { "in-store GTIN-13", "店内码（13 位）" }
    in_store_expects() { "13 digits that start with 20 to 24, the last a check digit", "以 20 至 24 开头的 13 位数字，末位为校验位" }
    ipv4() { "IPv4 address", "IPv4 地址" }
    ipv4_expects() { "four numbers up to 255 without leading zeros, such as 192.0.2.1", "四个不超过 255 且无前导零的数字，例如 192.0.2.1" }
    ipv6() { "IPv6 address", "IPv6 地址" }
    ipv6_expects() { "up to eight groups of hexadecimal digits, such as 2001:db8::1", "最多八组十六进制数字，例如 2001:db8::1" }
    isbn() { "ISBN", "国际标准书号（ISBN）" }
    isbn_expects() { "10 digits, or 13 that start with 978 or 979, the last a check digit", "10 位数字，或以 978、979 开头的 13 位数字，末位为校验位" }
    isbn10() { "ISBN-10", "国际标准书号（ISBN-10）" }
    isbn10_expects() { "9 digits, then a check digit or X", "9 位数字加 1 位校验码（数字或 X）" }
    isbn13() { "ISBN-13", "国际标准书号（ISBN-13）" }
    isbn13_expects() { "13 digits that start with 978 or 979, the last a check digit", "以 978 或 979 开头的 13 位数字，末位为校验位" }
    language() { "language tag", "语言标签" }
    language_expects() { "a tag of BCP 47, such as zh-CN or zh-Hans", "BCP 47 语言标签，例如 zh-CN 或 zh-Hans" }
    mime() { "media type", "媒体类型（MIME）" }
    mime_expects() { "a type, `/` and a subtype, such as text/csv or text/html;charset=utf-8", "类型、`/` 与子类型，例如 text/csv 或 text/html;charset=utf-8" }
    salesforce_id() { "Salesforce id", "Salesforce 记录编号" }
    salesforce_id_expects() { "15 letters and digits, or 18 whose last three tell the case of the rest", "15 位字母与数字，或 18 位（末三位标记大小写）" }
    sc_licence() { "Chinese food production licence number", "食品生产许可证编号" }
    sc_licence_expects() { "SC and 14 digits, the last a check digit", "SC 加 14 位数字，末位为校验位" }
    semver() { "semantic version", "语义化版本号" }
    semver_expects() { "three numbers parted by points, such as 1.4.0, and perhaps a pre-release and a build", "以点分隔的三个数字，例如 1.4.0，可带预发布与构建标识" }
    snowflake_id() { "long integer id", "长整数编号" }
    snowflake_id_expects() { "a whole number from 1 to 9223372036854775807 without leading zeros", "1 至 9223372036854775807 之间且无前导零的整数" }
    sscc() { "SSCC", "物流单元代码（SSCC）" }
    sscc_expects() { "18 digits, the last a check digit", "18 位数字，末位为校验位" }
    time_zone() { "time zone name", "时区名称" }
    time_zone_expects() { "a name of the tz database, such as Asia/Shanghai", "时区数据库中的名称，例如 Asia/Shanghai" }
    ulid() { "ULID", "可排序唯一标识（ULID）" }
    ulid_expects() { "26 digits or capital letters without I, L, O and U, the first at most 7", "26 位数字或大写字母（不含 I、L、O、U），首位不大于 7" }
    uri() { "URI", "统一资源标识（URI）" }
    uri_expects() { "a scheme, a colon and characters without blanks, such as https://example.com/", "协议名、冒号及不含空白的内容，例如 https://example.com/" }
    url() { "web address", "网址" }
    url_expects() { "http:// or https://, a host and characters without blanks", "http:// 或 https:// 加主机名，不含空白" }
    uuid() { "UUID", "通用唯一标识（UUID）" }
    uuid_expects() { "hexadecimal digits in groups of 8-4-4-4-12, of version 1 to 8", "按 8-4-4-4-12 分组的十六进制数字，版本 1 至 8" }
}
