//! What a share of a sample says of the whole.

/// The Wilson interval of a share at 95 %, in percent.
#[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
pub fn wilson((failed, tested): (u64, u64)) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    if tested == 0 {
        return (0.0, 100.0);
    }
    let (n, p) = (tested as f64, failed as f64 / tested as f64);
    let centre = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 100.0 / (1.0 + Z * Z / n);
    (((centre - reach) * scale).clamp(0.0, 100.0), ((centre + reach) * scale).clamp(0.0, 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_the_textbook() {
        for (share, low, high) in [((0, 100), "0.00", "3.70"), ((5, 100), "2.15", "11.18"), ((0, 0), "0.00", "100.00")]
        {
            let (from, to) = wilson(share);
            assert_eq!((format!("{from:.2}"), format!("{to:.2}")), (low.to_owned(), high.to_owned()), "{share:?}");
        }
    }
}
