//! One sentence for each rule: what it finds.

catalogue! {
    compat_overdue() { "a compatibility test is overdue, or the last one did not find the system compatible", "兼容性测试已逾期，或最近一次的结论不是兼容" }
    constraint_widened() { "something of a lower layer is looser than what it inherits, and no waiver says so", "下层的约束比其继承的更宽松，且没有有效的豁免" }
    value_missing() { "a required value is empty", "必填的值为空" }
    key_missing() { "a key column or value is empty or absent", "主键列缺失或主键值为空" }
    money_as_float() { "money is held as binary floating point, or written in scientific notation", "金额以二进制浮点数存放，或写成科学计数法" }
    type_mismatch() { "a value or a declared field is not of its element's type", "值或声明的字段与要素的类型不符" }
    date_format() { "a date or time is not written in a declared form, or does not exist", "日期或时间不符合声明的格式，或并不存在" }
    zone_missing() { "an instant has no offset and no zone is declared", "时间点没有时区偏移，也没有声明时区" }
    code_unknown() { "a value is outside the code list, or not in the code map", "值不在代码表或代码映射中" }
    scale_exceeded() { "a number has more digits than allowed", "数字的总位数或小数位数超出限制" }
    length_exceeded() { "a value is longer or shorter than allowed", "值的长度超出允许范围" }
    pattern_mismatch() { "a value does not match the declared pattern", "值不符合声明的正则模式" }
    format_mismatch() { "a value does not have its named format", "值不符合命名格式" }
    checksum_invalid() { "the check digit of a value fails", "值的校验位不正确" }
    range_exceeded() { "a number lies outside its limits", "数值超出上下限" }
    number_decorated() { "a number carries a currency sign, a unit, thousands separators or a remark", "数字带有货币符号、单位、千分位或附注" }
    version_bump_too_small() { "the dictionary changed more than its version says", "字典的改动超出了版本号所表明的程度" }
    leading_zeros_lost() { "numbers of a fixed length have lost the zeros they began with", "定长编号丢失了前导零" }
    format_mixed() { "one column is written in several ways", "同一列混用多种写法" }
    pii_forbidden() { "personal data travels in an address, where logs keep it", "个人信息出现在会被日志记录的地址中" }
    boolean_spelling() { "a boolean is spelled in a way nobody declared", "布尔值的写法未声明" }
    code_label_used() { "a label stands where the code is expected, or the reverse", "在应填代码处填了名称，或相反" }
    null_spelling() { "an empty value is spelled in a way nobody declared", "空值的写法未声明" }
    guard_undeclared() { "values are guarded against spreadsheets and no guard is declared", "值带有防表格转换的保护符，但未声明" }
    full_width() { "full-width letters or digits stand in a typed field", "类型化字段中出现全角字符" }
    text_in_typed_field() { "a sentence or a remark stands in a typed field", "类型化字段中写了说明文字" }
    stray_space() { "blanks stand before or after values", "值的首尾有空白" }
    grain_mismatch() { "lines share the cells of their owner in another way than the layout says", "各行共用所属对象单元格的方式与布局声明不符" }
    row_duplicate() { "a record stands twice, cell for cell", "记录逐格完全重复" }
    schema_drift() { "fields or codes are others than in the snapshot", "字段或代码与快照不同" }
    profile_drift() { "records are many more or fewer, or a column looks otherwise than in the snapshot", "记录数或列的分布与快照相比明显偏移" }
    row_width() { "a record has more or fewer cells than the header", "记录的列数与表头不一致" }
    encoding_mismatch() { "bytes are not in the declared encoding, or the byte order mark breaks the policy", "字节与声明的编码不符，或 BOM 不合约定" }
    dialect_mismatch() { "delimiter, quotes, line breaks or container differ from what is declared", "分隔符、引号、换行或容器与声明不符" }
    header_defect() { "the header is missing, empty, or names a column twice", "表头缺失、为空或有重名列" }
    extra_rows() { "rows that are no records and that no layout declares", "存在未声明的非数据行（前言、注释、合计、页脚）" }
    file_name() { "a file's name breaks the declared pattern", "文件名不符合声明的模式" }
    file_stale() { "the newest file of a dated series is too old, or the series has a gap or a repeat", "按日期命名的文件序列过旧、有缺口或有重复" }
    file_unreadable() { "a file is damaged or cannot be read, in whole or from some byte on", "文件损坏或无法读取" }
    dataset_unmatched() { "a file matches no dataset or two, or a dataset has no file", "文件未匹配到数据集或匹配到多个，或数据集没有文件" }
    key_duplicate() { "a key stands in more than one record", "主键重复" }
    reference_unmatched() { "records have no partner in the dataset they refer to", "记录在被引用的数据集中找不到对应项" }
    check_skipped() { "a declared check could not run", "声明的检查未能执行" }
    ignore_unused() { "a waiver or suppression matches nothing any more", "豁免或抑制项已不再匹配任何问题" }
    field_missing() { "a required field is absent", "缺少必需的字段" }
    field_undeclared() { "a field is unknown to the dictionary", "字典中没有这个字段" }
    contract_invalid() { "a contract is no valid document of its own format, or a reference leads nowhere", "契约不是其格式的有效文档，或引用无效" }
    property_unmapped() { "properties of a contract look like elements, and no dataset maps them", "契约的属性看起来对应某些要素，但没有数据集映射它们" }
    contract_transport() { "operations of a contract differ from the transport rules of their system", "契约中的操作不符合其系统的传输规则" }
    example_breaks() { "an example or default breaks its own schema or the dictionary", "示例或默认值违反其自身的模式或字典" }
    enum_mismatch() { "a contract's enum is not the code list", "契约的枚举与代码表不一致" }
    identifier_as_number() { "an identifier is stored or declared as a number", "标识符被存储或声明为数字" }
    required_mismatch() { "a contract makes optional or nullable what the dictionary requires", "契约把字典要求的字段设为可选或可空" }
    header_folded() { "a header matched only after case, width, blanks, brackets or a unit were folded", "表头经过大小写、全半角、空白、括号或单位归一后才匹配" }
    dictionary_invalid() { "the dictionary has an unknown, duplicate or missing key, or a value that nothing can use", "字典中有未知、重复或缺失的键，或无法使用的值" }
    reference_dangling() { "a name in the dictionary leads to nothing that exists", "字典中引用的名称不存在" }
    code_unquoted() { "a code is written so that YAML reads a number, a boolean, null or a date", "代码未加引号，会被 YAML 读成数字、布尔值、空值或日期" }
    name_duplicate() { "one id is declared twice, or two elements have one title", "同一编号重复声明，或两个要素的标题相同" }
    synonym_ambiguous() { "one local name or synonym stands for two elements", "同一本地名称或同义词对应两个要素" }
    constraint_impossible() { "constraints that no value can satisfy, or an example that breaks its own element", "约束无法满足，或示例违反其自身要素" }
    pattern_unanchored() { "a pattern without `^…$` accepts far more than it seems", "模式没有 `^…$`，接受的范围远大于表面所示" }
    definition_poor() { "an approved element has no definition, or one that only repeats its name", "已批准的要素没有定义，或定义只是重复名称" }
    governance_incomplete() { "an approved element lacks its owner, its custodian or the record of its approval", "已批准的要素缺少归口部门、保管部门或批准记录" }
    element_deprecated() { "a deprecated or retired element is still used, or its replacement leads nowhere", "仍在使用已弃用或已退役的要素，或其替代关系无效" }
    element_name_style() { "an element's id is not `object.property` in lowerCamelCase", "要素编号不是小驼峰的 `对象.属性` 形式" }
    representation_mismatch() { "the representation term of an element disagrees with its type", "要素的表示词与类型不符" }
    element_unmapped() { "a critical element is mapped by fewer than two systems", "关键要素只有不到两个系统映射" }
    code_map_ambiguous() { "two local codes of an interface mean one code", "接口的两个本地代码表示同一代码" }
    code_unmapped() { "a code of the list has no local code in a map", "代码表中的代码在映射里没有对应的本地代码" }
    unit_contradicts() { "a name carries a unit that is not the declared one", "名称中的单位与声明的单位矛盾" }
    property_name_style() { "a contract's property name breaks the naming convention of its system", "契约的属性名不符合其系统声明的命名风格" }
    contract_data_drift() { "a contract declares other data than its system exports", "契约所声明的与系统实际导出的数据不一致" }
    contract_form() { "a contract leaves open the unit of money, the form of an instant or the length of a text", "契约没有说明金额单位、时间形式或文本长度" }
    code_retired() { "a code is used after its last day", "代码在停用日期之后仍被使用" }
    identifier_scientific() { "an identifier is written in scientific notation", "标识符被写成科学计数法" }
    capacity_exceeded() { "more work is planned than can be done", "计划量超过履约产能" }
    code_conflict() { "one local code means different things in two systems", "同一本地代码在两个系统中含义不同" }
    journey_broken() { "too few records of a stage are known to the stage before it", "某阶段的记录与上一阶段衔接不足" }
    promotion_without_stock() { "goods are promoted that are not in stock", "推广的商品没有库存" }
    sequence_impossible() { "things happened in an impossible order, or more is taken than there was", "先后顺序或数额大小不可能成立" }
    stock_oversold() { "more was sold than is in stock", "销售数量超过库存" }
    sum_mismatch() { "parts do not add up to their total, or a ratio is not its quotient", "明细之和不等于总额，或比率不等于商" }
    time_shift() { "times of two systems differ by a constant shift, as zones do", "两个系统的时间相差固定时长，疑为时区不同" }
    unit_ratio() { "values of two systems differ by a constant factor, as units do", "两个系统的值相差固定倍数，疑为单位不同" }
    value_conflict() { "two systems hold different values of one element", "同一要素在两个系统中的值不同" }
    cardinality_violated() { "more records share a key than the relation allows, or identifier schemes differ without a crosswalk", "共用一个键的记录多于关系所允许，或标识方案不同且没有对照表" }
    join_needs_folding() { "records of two systems match only after their keys are normalised", "两个系统的键需归一后才能匹配" }
    wire_form_conflict() { "two systems write one element in forms that nothing converts without loss", "两个系统对同一要素的写法无法无损换算" }
    contract_breaking() { "a contract breaks what its earlier version promised", "契约破坏了其早期版本的承诺" }
    formula_injection() { "a value starts like a formula, which a spreadsheet would run", "值的开头像公式，会被电子表格执行" }
    invisible_character() { "a value holds invisible characters, or escapes that were never decoded", "值中含有不可见字符，或未解码的转义" }
    mojibake() { "text was decoded in the wrong encoding", "文本用错误的编码解码而成为乱码" }
    precision_lost() { "long identifiers were rounded, so that their last digits are made up", "长编号被舍入，末尾数字已不是原值" }
    key_unusable() { "a key holds masked, encrypted or cut-off values, or numbers that only one shop knows", "主键含有脱敏、加密、被截断的值，或仅限单店使用的编号" }
    pii_undeclared() { "personal data stands in a field that is not declared to hold any", "未声明含个人信息的字段中出现个人信息" }
    pii_unmasked() { "masked values hide less than the privacy policy asks for", "脱敏值隐藏的字符少于隐私策略的要求" }
    secret_exposed() { "an access key, a token or a column of bank card numbers stands in the data", "数据中出现访问密钥、令牌或整列银行卡号" }
}
