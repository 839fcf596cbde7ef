//! What the checks say that look at several datasets together.

catalogue! {
    required_if(field, condition) { "`{field}` is empty where `{condition}`", "当 `{condition}` 时 `{field}` 不应为空" }
    required_if_label() { "a value is required under this condition", "满足条件时此处必须有值" }
    required_if_help(field) { "fill in `{field}`, or correct the condition under which it is required", "补全 `{field}`，或更正要求它的条件" }
    required_if_here() { "required here", "在此要求" }
    skipped_condition(element, missing, dataset) { "`{element}` was not checked by its condition: no field of `{dataset}` stands for `{missing}`", "`{element}` 的条件未检查：`{dataset}` 没有字段对应 `{missing}`" }
    skipped_condition_help(missing, dataset) { "map `{missing}` in the fields of `{dataset}`", "在 `{dataset}` 的 fields 中映射 `{missing}`" }
}
