//! What has changed since a snapshot.

catalogue! {
    field_gone(name) { "`{name}` is gone: every file had it when the snapshot was taken", "`{name}` 已消失：快照中每个文件都有该字段" }
    field_new(name) { "`{name}` is new: no file had it when the snapshot was taken", "`{name}` 是新增字段：快照中没有" }
    field_renamed(was, name) { "`{was}` is called `{name}` now: the header is of another generation than the snapshot's", "`{was}` 现在名为 `{name}`：表头与快照不是同一代" }
    codes_new(field, new) { "`{field}` holds {new}, which nobody used when the snapshot was taken", "`{field}` 出现快照中未使用的代码 {new}" }
    codes_lost(field, lost) { "`{field}` does not hold {lost} any more, a tenth or more of its values when the snapshot was taken", "`{field}` 不再出现 {lost}，而快照中其占比不低于一成" }
    codes_other(field, new, lost) { "`{field}` holds {new}, which nobody used when the snapshot was taken, and not {lost} any more", "`{field}` 出现快照中未使用的代码 {new}，且不再出现 {lost}" }
    schema_label() { "otherwise in the snapshot", "与快照不同" }
    schema_help() { "find out what changed in the export, and take the new state in with `dictum snapshot`", "查明导出发生了什么变化，确认后用 `dictum snapshot` 更新快照" }
    file_empty(usual) { "the file holds no record, and about {usual} were usual when the snapshot was taken", "文件没有记录，而快照中通常约有 {usual} 条" }
    file_size(usual, now) { "the file holds {now} records, and about {usual} were usual when the snapshot was taken", "文件有 {now} 条记录，而快照中通常约有 {usual} 条" }
    nulls(field, was, is) { "{is} of `{field}` is empty, and {was} was when the snapshot was taken", "`{field}` 的空值占 {is}，快照中为 {was}" }
    distinct(field, was, is) { "{is} of the values of `{field}` are different ones, and {was} were when the snapshot was taken", "`{field}` 的不同取值占 {is}，快照中为 {was}" }
    length(field, was, is) { "values of `{field}` have {is} characters on average, and had {was} when the snapshot was taken", "`{field}` 的值平均 {is} 个字符，快照中为 {was}" }
    profile_label() { "moved since the snapshot", "与快照相比有偏移" }
    profile_help() { "find out why, then take the new state in with `dictum snapshot`, or allow more by `tolerance: {{profile-drift: …}}` of the dataset", "查明原因后用 `dictum snapshot` 更新快照，或在数据集的 `tolerance: {{profile-drift: …}}` 中放宽" }
}
