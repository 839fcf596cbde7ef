//! What the checks say that look at several datasets together.

catalogue! {
    required_if(field, condition) { "`{field}` is empty where `{condition}`", "当 `{condition}` 时 `{field}` 不应为空" }
    required_if_label() { "a value is required under this condition", "满足条件时此处必须有值" }
    required_if_help(field) { "fill in `{field}`, or correct the condition under which it is required", "补全 `{field}`，或更正要求它的条件" }
    required_if_here() { "required here", "在此要求" }
    skipped_condition(element, missing, dataset) { "`{element}` was not checked by its condition: no field of `{dataset}` stands for `{missing}`", "`{element}` 的条件未检查：`{dataset}` 没有字段对应 `{missing}`" }
    skipped_condition_help(missing, dataset) { "map `{missing}` in the fields of `{dataset}`", "在 `{dataset}` 的 fields 中映射 `{missing}`" }
    skipped_file(id, dataset) { "`{id}` was not checked: no file of `{dataset}` was given", "`{id}` 未检查：没有提供 `{dataset}` 的文件" }
    skipped_file_help(dataset) { "add the export of `{dataset}` to the run", "把 `{dataset}` 的导出文件加入本次运行" }
    skipped_field(id, element, dataset) { "`{id}` was not checked: no field of `{dataset}` stands for `{element}`", "`{id}` 未检查：`{dataset}` 没有映射 `{element}` 的字段" }
    skipped_field_help(element, dataset) { "map `{element}` in the fields of `{dataset}`", "在 `{dataset}` 的 fields 中映射 `{element}`" }
    skipped_key(id, one, other) { "`{id}` was not checked: nothing says by what records of `{one}` and `{other}` belong together", "`{id}` 未检查：没有说明 `{one}` 与 `{other}` 的记录按什么对应" }
    skipped_key_help() { "name the elements under `by`", "请在 `by` 中写明要素" }
    skipped_owner(element, dataset) { "that lines of `{dataset}` share `{element}` was not checked: nothing says which lines belong together", "`{dataset}` 各行共用 `{element}` 的布局未检查：没有说明哪些行属于同一对象" }
    skipped_owner_help(element, dataset) { "map the key of the entity that `{element}` belongs to in the fields of `{dataset}`", "在 `{dataset}` 的 fields 中映射 `{element}` 所属实体的键" }
    grain_differs(element, shown, first, owner) { "`{element}` is `{shown}` here and `{first}` on the first line of the same `{owner}`, and the layout repeats it", "`{element}` 此处为 `{shown}`，而同一 `{owner}` 的首行为 `{first}`，布局声明其逐行重复" }
    grain_differs_label(first) { "`{first}` on the first line", "首行为 `{first}`" }
    grain_differs_help(element) { "find out which line is right, or take `{element}` out of `repeats` if each line has its own", "查明哪一行正确；若各行取值本就不同，请从 `repeats` 中删除 `{element}`" }
    grain_filled(element, owner) { "`{element}` is filled on a later line of one `{owner}`, and the layout leaves it blank there", "`{element}` 在同一 `{owner}` 的后续行有值，而布局声明此处留空" }
    grain_filled_label() { "blank by the layout", "按布局应留空" }
    grain_filled_help(element) { "declare `kind: repeated` if every line holds it, or take `{element}` out of `repeats`", "若每行都有值，请声明 `kind: repeated`，或从 `repeats` 中删除 `{element}`" }
    grain_repeated(element, owner, dataset) { "`{element}` is repeated on every line of one `{owner}` in `{dataset}`, and no layout says so", "`{dataset}` 中同一 `{owner}` 的每一行都重复 `{element}`，而布局没有声明" }
    grain_repeated_label() { "counted once more", "会被重复计入" }
    grain_repeated_help(element) { "declare a layout of `kind: repeated` with `repeats: [{element}]`, so that it is added up once", "声明 `kind: repeated` 且 `repeats: [{element}]` 的布局，汇总时只计一次" }
    grain_blank(element, owner, dataset) { "only the first line of one `{owner}` in `{dataset}` holds `{element}`, and no layout says so", "`{dataset}` 中同一 `{owner}` 只有首行有 `{element}`，而布局没有声明" }
    grain_blank_label() { "blank on this line", "此行留空" }
    grain_blank_help(element) { "declare a layout of `kind: blankContinuation` with `repeats: [{element}]`", "声明 `kind: blankContinuation` 且 `repeats: [{element}]` 的布局" }
    grain_first_here(owner) { "the first line of the same `{owner}`", "同一 `{owner}` 的首行" }
    grain_layout_here() { "the layout", "布局" }
    grain_dataset_here() { "the dataset, without a layout", "数据集（未声明布局）" }
    rule_here(id) { "rule `{id}`", "规则 `{id}`" }
    relation_here(id) { "relation `{id}`", "关系 `{id}`" }
    journey_here(id) { "journey `{id}`", "旅程 `{id}`" }
    other_value_here(dataset) { "the same record in `{dataset}`", "`{dataset}` 中的同一记录" }
    supply_here(dataset) { "what `{dataset}` holds", "`{dataset}` 中的数量" }
    part_here(dataset) { "the first part, in `{dataset}`", "`{dataset}` 中的第一条明细" }
    value_here(element) { "`{element}` of the same record", "同一记录的 `{element}`" }
    stage_here(dataset) { "the first record of `{dataset}`", "`{dataset}` 的第一条记录" }
    value_conflict(element, mine, left, theirs, right) { "`{element}` is `{mine}` in `{left}` and `{theirs}` in `{right}`", "`{element}` 在 `{left}` 中是 `{mine}`，在 `{right}` 中是 `{theirs}`" }
    value_conflict_label(dataset) { "another value in `{dataset}`", "与 `{dataset}` 不同" }
    value_conflict_help(element) { "find out which system is right and correct the other, or allow a difference by a `sameValue` rule for `{element}`", "查明哪个系统正确并更正另一个，或用 `sameValue` 规则为 `{element}` 规定容差" }
    unit_ratio(element, large, factor, small) { "`{element}` in `{large}` is {factor} times that in `{small}`", "`{large}` 的 `{element}` 是 `{small}` 的 {factor} 倍" }
    unit_ratio_label(mine, theirs, right) { "`{mine}` here, `{theirs}` in `{right}`", "此处 `{mine}`，`{right}` 中 `{theirs}`" }
    unit_ratio_help(dataset) { "declare the unit that is really written under `wire` of the field, probably in `{dataset}`", "在字段的 `wire` 中声明实际单位，问题多半在 `{dataset}`" }
    time_shift(element, late, shift, early) { "`{element}` in `{late}` is {shift} hours later than in `{early}`", "`{late}` 的 `{element}` 比 `{early}` 晚 {shift} 小时" }
    time_shift_label(mine, theirs, right) { "`{mine}` here, `{theirs}` in `{right}`", "此处 `{mine}`，`{right}` 中 `{theirs}`" }
    time_shift_help() { "correct `transport.zone` of the system whose clock is read wrongly, or export instants with an offset", "更正时间读错的系统的 `transport.zone`，或导出带偏移的时间" }
    code_conflict(element, shown, left, right) { "`{shown}` of `{element}` means one code in `{left}` and another in `{right}`", "`{element}` 的 `{shown}` 在 `{left}` 与 `{right}` 中对应不同代码" }
    code_conflict_label(dataset) { "the same spelling, another code in `{dataset}`", "写法相同，在 `{dataset}` 中代码不同" }
    code_conflict_help() { "compare the code maps of both systems: one of them is wrong", "比对两个系统的代码映射：其中一个有误" }
    stock_oversold(key, asked, given, holders) { "{asked} of `{key}` were sold, {given} are in stock in `{holders}`", "`{key}` 售出 {asked}，`{holders}` 中库存 {given}" }
    stock_oversold_label(given) { "{given} in stock", "库存 {given}" }
    stock_oversold_help() { "stop selling it or move stock to it, and check that stock and orders are of the same time", "停售或调拨，并确认库存与订单取自同一时间" }
    promotion_without_stock(key, given, holders) { "`{key}` is promoted, and {given} are in stock in `{holders}`", "`{key}` 正在推广，而 `{holders}` 中库存为 {given}" }
    promotion_without_stock_label(given) { "{given} in stock", "库存 {given}" }
    promotion_without_stock_help() { "take it out of the promotion, or stock it before it begins", "撤下推广，或在开始前备货" }
    capacity_exceeded(key, asked, given, holders) { "{asked} are planned for `{key}`, {given} can be done by `{holders}`", "`{key}` 计划 {asked}，`{holders}` 的产能为 {given}" }
    capacity_exceeded_label(given) { "capacity {given}", "产能 {given}" }
    capacity_exceeded_help() { "plan less for that time, spread it, or arrange for more capacity", "减少或错开该时段的计划，或增加产能" }
    sequence_impossible(second, later, first, before) { "`{second}` is `{later}`, and `{first}` is already `{before}`", "`{second}` 为 `{later}`，而 `{first}` 已是 `{before}`" }
    sequence_impossible_label(first, before) { "`{first}` is `{before}`", "`{first}` 为 `{before}`" }
    sequence_impossible_help() { "find out which of the two is wrong: zones, manual entries and double bookings are the usual causes", "查明哪一个有误：常见原因是时区、手工录入与重复入账" }
    sum_mismatch(element, total, sum, parts) { "`{element}` is {total}, and its parts in `{parts}` add up to {sum}", "`{element}` 为 {total}，而 `{parts}` 的明细合计 {sum}" }
    sum_mismatch_label(sum) { "the parts add up to {sum}", "明细合计 {sum}" }
    sum_mismatch_help() { "look for parts that are missing, doubled or cancelled, or allow for rounding by `tolerance`", "检查是否有缺失、重复或已取消的明细，或用 `tolerance` 允许舍入差" }
    ratio_mismatch(element, shown, value, cost) { "`{element}` is `{shown}`, which is not `{value}` ÷ `{cost}`", "`{element}` 为 `{shown}`，不等于 `{value}` ÷ `{cost}`" }
    ratio_mismatch_label(value, cost) { "expected `{value}` ÷ `{cost}`", "应为 `{value}` ÷ `{cost}`" }
    ratio_mismatch_help() { "find out which of the three numbers was changed or rounded, or allow a difference by `tolerance`", "查明三个数字中哪个被改动或舍入，或用 `tolerance` 规定容差" }
    journey_broken(journey, number, before, after, element, own, target) { "link {number} of journey `{journey}`, `{before}` → `{after}` by `{element}`, reaches {own} of {target}", "旅程 `{journey}` 的第 {number} 个环节（`{before}` → `{after}`，按 `{element}`）衔接率 {own}，目标 {target}" }
    journey_broken_label(before) { "not known to `{before}`", "`{before}` 中没有" }
    journey_broken_help(rates) { "carry the linking number through both systems; measured, link by link: {rates}", "让衔接编号贯穿两个系统；各环节实测：{rates}" }
    skipped_time(id, dataset) { "`within` of `{id}` was not checked: no field of `{dataset}` says when a record came to be", "`{id}` 的 `within` 未检查：`{dataset}` 没有表示记录产生时间的字段" }
    skipped_time_help(dataset) { "map a timestamp or a date in the fields of `{dataset}`, or remove `within`", "在 `{dataset}` 的 fields 中映射时间或日期，或删除 `within`" }
    first_record_here() { "the first record with it", "首条这样的记录" }
    element_here(element) { "element `{element}`", "要素 `{element}`" }
    scheme_here(scheme) { "scheme `{scheme}`", "标识方案 `{scheme}`" }
    form_here(dataset) { "how `{dataset}` writes it", "`{dataset}` 的写法" }
    folding_zeros(element, value, parents) { "`{element}` `{value}` matches in `{parents}` only without regard to leading zeros", "`{element}` 的 `{value}` 忽略前导零后才能在 `{parents}` 中匹配" }
    folding_case(element, value, parents) { "`{element}` `{value}` matches in `{parents}` only without regard to case", "`{element}` 的 `{value}` 忽略大小写后才能在 `{parents}` 中匹配" }
    folding_blanks(element, value, parents) { "`{element}` `{value}` matches in `{parents}` only without regard to blanks and width", "`{element}` 的 `{value}` 忽略空白与全半角后才能在 `{parents}` 中匹配" }
    folding_length(element, value, parents) { "`{element}` `{value}` matches in `{parents}` only by 15 of 18 characters", "`{element}` 的 `{value}` 仅按 18 位中的 15 位才能在 `{parents}` 中匹配" }
    folding_label() { "spelled otherwise on the other side", "另一侧写法不同" }
    folding_help() { "have both systems export one spelling: other tools join on what is written", "让两个系统导出同一写法：其他工具只按原样连接" }
    key_restricted(relation, element) { "relation `{relation}` joins on `{element}`, which is declared `joinKey: false`", "关系 `{relation}` 按 `{element}` 连接，而它声明为 `joinKey: false`" }
    key_may_be_masked(relation, field, dataset) { "relation `{relation}` joins on `{field}` of `{dataset}`, where masked values are accepted", "关系 `{relation}` 按 `{dataset}` 的 `{field}` 连接，而该字段允许脱敏值" }
    key_masked(element, value) { "`{element}` is joined on and masked: `{value}`", "`{element}` 用于连接，却是脱敏值：`{value}`" }
    key_hashed(element, value) { "`{element}` is joined on and hashed: `{value}`", "`{element}` 用于连接，却是散列值：`{value}`" }
    key_truncated(element, value) { "`{element}` is joined on and cut off: `{value}`", "`{element}` 用于连接，却被截断：`{value}`" }
    key_unusable_label() { "no key", "不能用作键" }
    key_unusable_help() { "join on a number that both systems hold in full, such as the order number", "改用两个系统都完整保存的编号连接，如订单编号" }
    cardinality(element, value, dataset) { "`{element}` `{value}` stands in more than one record of `{dataset}`", "`{element}` 的 `{value}` 出现在 `{dataset}` 的多条记录中" }
    cardinality_label() { "once more", "再次出现" }
    cardinality_help() { "remove the surplus record, or correct `cardinality` of the relation", "删除多余记录，或更正关系的 `cardinality`" }
    crosswalk_ambiguous(element, value, dataset) { "crosswalk `{dataset}` knows two partners of `{element}` `{value}`", "对照表 `{dataset}` 中 `{element}` 的 `{value}` 对应两个标识" }
    crosswalk_ambiguous_help(dataset) { "decide which pair of `{dataset}` holds, and remove the other", "确定 `{dataset}` 中哪一对有效，并删除另一对" }
    schemes_differ(relation, left, one, right, other) { "relation `{relation}` joins `{left}`, which writes `{one}`, to `{right}`, which writes `{other}`", "关系 `{relation}` 连接的 `{left}` 使用 `{one}`，而 `{right}` 使用 `{other}`" }
    schemes_differ_help() { "name the dataset that knows one scheme by the other: `crosswalk: system.dataset`", "请用 `crosswalk: 系统.数据集` 指明两种标识的对照表" }
    wire_form(element, left, one, right, other) { "`{element}` is {one} in `{left}` and {other} in `{right}`, and nothing converts one to the other without loss", "`{element}` 在 `{left}` 中是 {one}，在 `{right}` 中是 {other}，两者无法无损换算" }
    wire_unit_help() { "declare units of one kind, or make them two elements", "声明同类单位，或拆分为两个要素" }
    wire_zone_help() { "declare `transport.zone` of the system without offset, or `dictionary.timeZone`", "为没有偏移的系统声明 `transport.zone`，或声明 `dictionary.timeZone`" }
    wire_type_help() { "declare a wire form that holds all of the value: the time of day, the unit of the epoch", "声明能完整保存该值的 `wire`：一天中的时刻、纪元单位等" }
}
