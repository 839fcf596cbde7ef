//! What the detectors of columns say.

catalogue! {
    invisible(field, name) { "`{field}` holds an invisible character, {name}", "`{field}` 含有不可见字符 {name}" }
    invisible_label() { "something stands here that nobody sees", "此处有看不见的字符" }
    invisible_help() { "take the character out where the value is made; it was most often copied from a web page or a document", "在数据产生处删除该字符；它多半来自网页或文档的复制粘贴" }
    escaped(field, name) { "`{field}` holds text that was never decoded: {name}", "`{field}` 含有未解码的文本：{name}" }
    escaped_label() { "an escape instead of the character", "这是转义写法而不是字符本身" }
    escaped_help() { "decode the text before it is exported", "导出前先把文本解码" }
    mojibake_reversible(field, shown, meant) { "`{field}` was decoded in the wrong encoding: `{shown}` is `{meant}`", "`{field}` 用错误的编码解码：`{shown}` 原为 `{meant}`" }
    mojibake_hidden(field) { "`{field}` was decoded in the wrong encoding: its bytes are Chinese text in another one", "`{field}` 用错误的编码解码：其字节在另一编码下是中文" }
    mojibake_lost(field, shown) { "`{field}` holds characters that stand for lost bytes, as in `{shown}`", "`{field}` 含有代表丢失字节的字符，例如 `{shown}`" }
    mojibake_label() { "decoded in the wrong encoding", "解码时用错了编码" }
    mojibake_help() { "export again from the source and read the file in the encoding it was written in; do not repair it in place", "从来源重新导出，并用写入时的编码读取；不要在原文件上修补" }
    formula(field, shown) { "`{field}` holds `{shown}`, which a spreadsheet runs as a formula", "`{field}` 的值 `{shown}` 会被电子表格当作公式执行" }
    formula_doubtful(field, shown) { "`{field}` holds `{shown}`, which a spreadsheet takes for a formula", "`{field}` 的值 `{shown}` 会被电子表格误认为公式" }
    formula_label() { "starts like a formula", "开头像公式" }
    formula_help() { "refuse such values where people type them in, or let the export put an apostrophe before them and declare the guard", "在录入处拒绝此类值，或由导出在其前加单引号并声明该保护符" }
    rounded_spreadsheet(field, shown) { "`{field}` lost all digits after the fifteenth in a spreadsheet, as in `{shown}`", "`{field}` 第 15 位之后的数字在电子表格中丢失，例如 `{shown}`" }
    rounded_printed(field, shown) { "`{field}` was rounded to seventeen digits by a program that keeps numbers as doubles, as in `{shown}`", "`{field}` 被以双精度浮点保存数字的程序舍入为 17 位，例如 `{shown}`" }
    rounded_float(field, shown) { "`{field}` holds multiples of the step between doubles only: ids were rounded, as in `{shown}`", "`{field}` 的值都是双精度浮点步长的整数倍：编号已被舍入，例如 `{shown}`" }
    rounded_label() { "its last digits are made up", "末尾数字并非原值" }
    rounded_help() { "export the column again as text, and let no spreadsheet and no JSON number come in between; the digits cannot be computed back", "重新以文本导出该列，中间不要经过电子表格或 JSON 数字；丢失的数字无法推算" }
    spelled_otherwise(field, shown, format, canonical) { "`{field}` holds `{shown}`, which is `{canonical}` in the canonical spelling of `{format}`", "`{field}` 的值 `{shown}` 按 `{format}` 的规范写法应为 `{canonical}`" }
    spelled_otherwise_hidden(field, format) { "`{field}` holds values of `{format}` in another than its canonical spelling", "`{field}` 的值符合 `{format}`，但不是规范写法" }
    spelled_otherwise_label(format) { "another spelling of `{format}`", "`{format}` 的另一种写法" }
    spelled_otherwise_help() { "write the canonical spelling: values in different spellings do not join", "改用规范写法：不同写法的值无法互相匹配" }
    doubtful(field, shown, format) { "`{field}` holds `{shown}`, which has the shape of `{format}` and is not in use today", "`{field}` 的值 `{shown}` 形如 `{format}`，但目前并未启用" }
    doubtful_label(format) { "no `{format}` in use", "未启用的 `{format}`" }
    doubtful_help() { "look the value up at its source: it was mistyped, or handed out only lately", "请回到来源核对：可能是录入错误，也可能是新近启用的号段" }
    key_masked(field, shown) { "`{field}` is a key and holds masked values, as in `{shown}`", "`{field}` 是主键，却含有脱敏值，例如 `{shown}`" }
    key_sealed(field) { "`{field}` is a key and holds encrypted values, which differ with every key they are sealed with", "`{field}` 是主键，却含有加密值，密钥不同则值不同" }
    key_cut(field, shown) { "`{field}` is a key and holds values that were cut off, as in `{shown}`", "`{field}` 是主键，却含有被截断的值，例如 `{shown}`" }
    key_in_store(field, shown) { "`{field}` is a key and holds numbers of restricted circulation, as in `{shown}`", "`{field}` 是主键，却含有店内码等限制流通的编号，例如 `{shown}`" }
    key_unusable_label() { "tells no record from another", "无法区分记录" }
    key_unusable_help() { "export the plain value, or a stable pseudonym made by one system for all others", "导出明文值，或由同一系统为各方生成稳定的化名" }
    pii_found(field, class, share) { "`{field}` holds what are {class} ({share} of its values) and is declared to hold no personal data", "`{field}` 声明不含个人信息，但 {share} 的值是{class}" }
    format_mixed(field, shares) { "`{field}` is written in several ways: {shares}", "`{field}` 混用多种写法：{shares}" }
    case_mixed(field, capitals, capital, smalls, small) { "`{field}` is written in capitals {capitals} times (`{capital}`) and in small letters {smalls} times (`{small}`)", "`{field}` 有 {capitals} 个大写（`{capital}`），{smalls} 个小写（`{small}`）" }
    case_mixed_label() { "in the other case than most", "大小写与多数不同" }
    format_mixed_label(common) { "not written as `{common}`", "不是 `{common}` 的写法" }
    format_mixed_help() { "let the export write one form, or declare only the one that is right", "请统一导出写法，或只声明正确的那一种" }
    pii_undeclared(field, class, share) { "`{field}` holds what are {class} ({share} of its values), and nobody has declared its class of personal data", "`{field}` 有 {share} 的值是{class}，但未声明个人信息类别" }
    pii_named_none(field, class, element) { "property `{field}` says that it holds {class}, and `{element}` is declared to hold no personal data", "属性 `{field}` 表明其值为{class}，而 `{element}` 声明不含个人信息" }
    pii_named_undeclared(field, class, element) { "property `{field}` says that it holds {class}, and nobody has declared the class of `{element}`", "属性 `{field}` 表明其值为{class}，但 `{element}` 未声明个人信息类别" }
    pii_named_unmapped(field, class) { "property `{field}` says that it holds {class}, and it is mapped to no element that would be guarded", "属性 `{field}` 表明其值为{class}，但没有映射到任何受保护的要素" }
    pii_named_unmapped_help(class) { "map it to an element with `pii: {class}`, or take it out of the contract", "请映射到声明了 `pii: {class}` 的要素，或从契约中删除" }
    pii_undeclared_label(class) { "looks like {class}", "像是{class}" }
    pii_undeclared_help(class) { "declare `pii: {class}` for the element, so that its values are masked and guarded, or stop exporting them", "为该要素声明 `pii: {class}`，使其值得到脱敏与保护，或停止导出" }
    pii_unmapped_help(class) { "map the column to an element with `pii: {class}`, so that its values are masked and guarded, or stop exporting it", "把该列映射到声明了 `pii: {class}` 的要素，使其值得到脱敏与保护，或停止导出" }
    pii_masked_less(field, class, least) { "`{field}` hides fewer than {least} characters of {class}", "`{field}` 隐藏的{class}字符少于 {least} 个" }
    pii_unmasked_label(least) { "at least {least} characters have to be hidden", "至少须隐藏 {least} 个字符" }
    pii_unmasked_help() { "mask the values where they are exported; masking them later leaves copies behind", "在导出处脱敏；事后脱敏会留下副本" }
    policy_by(basis) { "the policy, by {basis}", "脱敏策略（依据 {basis}）" }
    policy_here() { "the policy", "脱敏策略" }
    secret_token(field, kind) { "`{field}` holds {kind}", "`{field}` 含有{kind}" }
    secret_cards(field) { "`{field}` is a column of bank card numbers, and no card is declared there", "`{field}` 一列都是银行卡号，但未作声明" }
    secret_label() { "a secret", "机密" }
    secret_help() { "take the value out of the export and revoke it: whoever has had the file has it now", "从导出中去除该值并立即作废：拿到文件的人都已掌握它" }
    secret_cards_help() { "stop exporting card numbers, or declare `format: bank-card` and `pii: sensitive`", "停止导出卡号，或声明 `format: bank-card` 与 `pii: sensitive`" }
}
