//! What the machine has to give.

use std::fs;

/// What is reckoned with where the machine does not tell.
const UNTOLD: usize = 2 << 30;

/// Bytes of memory: the machine's, or what the container is limited to.
pub(super) fn memory() -> usize {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|it| total(&it));
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
    let container = limits.iter().find_map(|it| fs::read_to_string(it).ok()?.trim().parse::<usize>().ok());
    [machine, container].into_iter().flatten().min().unwrap_or(UNTOLD)
}

/// The total of a Linux `meminfo`.
fn total(told: &str) -> Option<usize> {
    let line = told.lines().find_map(|it| it.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()?.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_told_in_kibibytes() {
        let told = "MemTotal:       24082716 kB\nMemFree:        18023424 kB\n";
        for (told, bytes) in
            [(told, Some(24_082_716 << 10)), ("MemFree: 1 kB", None), ("MemTotal: many kB", None), ("", None)]
        {
            assert_eq!(total(told), bytes, "{told}");
        }
    }
}
