//! What is said of connecting a tool.

catalogue! {
    never_tested(system) { "system `{system}` is to be tested regularly and was never tested", "系统 `{system}` 应定期测试，但从未测试" }
    overdue(system, last, due) { "system `{system}` was last tested on {last} and was due on {due}", "系统 `{system}` 上次测试于 {last}，应于 {due} 前再测" }
    overdue_label() { "a test is due", "应当测试" }
    overdue_help(system) { "run `dictum compat --system {system} SAMPLES --record`", "运行 `dictum compat --system {system} 样例 --record`" }
    last_verdict(system, verdict) { "the last test found system `{system}` {verdict}", "最近一次测试中系统 `{system}` 的结论为 {verdict}" }
    verdict_here() { "the verdict", "结论" }
    verdict_help(system) { "settle what `dictum compat --system {system}` names, then test again", "先解决 `dictum compat --system {system}` 指出的问题，再测试" }
    compatible() { "compatible", "兼容" }
    conditional() { "conditional", "有条件兼容" }
    incompatible() { "incompatible", "不兼容" }
    verdict(dataset, verdict) { "{dataset}: {verdict}", "{dataset}：{verdict}" }
    missing(tier, element) { "tier {tier} element `{element}` is required and missing", "必需的 {tier} 级要素 `{element}` 缺失" }
    mismatch(tier, element, rule, count, tested) { "tier {tier} element `{element}` breaks its declaration: {rule}, {count} of {tested}", "{tier} 级要素 `{element}` 不符合声明：{rule}，{tested} 中有 {count}" }
    unmapped(element, list) { "codes of `{element}` have no place in `{list}`", "`{element}` 有代码不在 `{list}` 中" }
    lossy(element, why) { "`{element}` arrives with a loss: {why}", "`{element}` 有信息损失：{why}" }
    lossy_map(map) { "map `{map}` leads several local codes to one", "映射 `{map}` 将多个本地代码归为一个" }
    untested(tier, element) { "tier {tier} element `{element}` has no evidence", "{tier} 级要素 `{element}` 没有证据" }
    transport(rule) { "transport differs: {rule}", "传输方式不同：{rule}" }
    bounds(low, high) { "95 % of the time between {low} and {high}", "95% 置信区间 {low} 至 {high}" }
    nothing() { "no reason against it was found", "没有发现不利因素" }
    draft_head() { "a draft mapping; suggestions bind nothing until somebody writes them", "映射草案；建议在有人写入字典之前不生效" }
    recorded(path, line) { "recorded in {path}:{line}", "已记入 {path}:{line}" }
    no_compat(system) { "system `{system}` has no `compat` that a day could be recorded in", "系统 `{system}` 没有可记录日期的 `compat`" }
    no_compat_help() { "add `compat: {{every: P3M}}` to the system, then record again", "请在系统中加入 `compat: {{every: P3M}}`，然后再次记录" }
    record_needs_system() { "a verdict is recorded for one system", "结论须记录到某一个系统" }
    record_needs_system_help() { "name it: `--system ID` or `--dataset SYSTEM.DATASET`", "请指定：`--system 系统` 或 `--dataset 系统.数据集`" }
    no_entity(name) { "the dictionary knows no entity `{name}`", "字典中没有实体 `{name}`" }
}
