//! What floating point and spreadsheets do to long whole numbers.

/// Whether a whole number is exact as a JSON number everywhere: at most 2⁵³ − 1 = 9007199254740991 in size.
///
/// Source: RFC 8259, section 6; ECMA-262, `Number.MAX_SAFE_INTEGER`.
pub fn is_json_safe(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    whole && digits.trim_start_matches('0').len() <= 16 && digits.parse::<u128>().is_ok_and(|it| it < 1 << 53)
}

/// Whether a text is a number as spreadsheets shorten long ones: `-?\d(\.\d+)?[eE]\+?\d{2,3}`, such as `1.23457E+17`.
///
/// In an identifier or a code it is damage unless the declared pattern allows it: `1E10` may be an article number.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let shaped = match mantissa.split_once('.') {
        Some((whole, fraction)) => whole.len() == 1 && digits(whole) && digits(fraction),
        None => mantissa.len() == 1 && digits(mantissa),
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    shaped && digits(exponent) && matches!(exponent.len(), 2 | 3)
}

/// Whether a value of sixteen digits or more has nothing but zeros after the fifteenth, where spreadsheets stop keeping digits.
///
/// One such value of 16 digits comes by chance once in ten; ask it of at least two values, or of one in a hundred.
pub fn has_excel_tail(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.iter().all(u8::is_ascii_digit)
        && digits.len() >= 16
        && digits.first() != Some(&b'0')
        && digits.get(15..).is_some_and(|tail| tail.iter().all(|it| *it == b'0'))
}

/// How the ids of a column were rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Digits after the fifteenth are zeros: a spreadsheet.
    Spreadsheet,
    /// Digits after the seventeenth are zeros: printed by JavaScript and its like.
    Printed,
    /// All are multiples of the step between floating point numbers: a float turned back into an integer.
    Float,
}

/// Bits of a class: sixteen digits or more, of which those after the fifteenth are zeros.
const LONG: u8 = 1;
const EXCEL: u8 = 2;
/// Eighteen digits or more, of which the last is 0.
const LONGER: u8 = 4;
const ZERO: u8 = 8;
/// Beyond 2⁵³ and no multiple of the step there; with [`STEP`] an odd multiple, [`STEP`] alone an even one.
const WIDE: u8 = 16;
const STEP: u8 = 32;

/// Long ids of one column, counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct LongDigits {
    /// Values of at least sixteen digits.
    long: u64,
    excel: u64,
    /// Values of at least eighteen digits.
    longer: u64,
    longer_zero: u64,
    /// Those of them that end like a spreadsheet's.
    longer_excel: u64,
    /// Values between 2⁵³ and 2⁶⁴.
    wide: u64,
    wide_steps: u64,
    wide_odd_steps: u64,
}

impl LongDigits {
    /// Fewest values that are a proof: an id ends in 0 once in ten, so five do by chance once in 10⁵.
    const FEWEST: u64 = 5;

    /// Counts a value; texts that are no whole numbers of sixteen digits or more do not count.
    pub fn add(&mut self, text: &str) {
        self.add_class(Self::class(text), 1);
    }

    /// What a value is among long digits, below 64; 0 where it is none. Values of one class need not be kept to be judged together.
    pub fn class(text: &str) -> u8 {
        if text.len() < 16 || text.starts_with('0') || !text.bytes().all(|it| it.is_ascii_digit()) {
            return 0;
        }
        let mut class = LONG;
        if has_excel_tail(text) {
            class |= EXCEL;
        }
        if text.len() >= 18 {
            class |= LONGER;
            class |= if text.ends_with('0') { ZERO } else { 0 };
        }
        let step = text.parse::<u64>().ok().and_then(|it| Some((it, step_at(it)?)));
        class
            | match step {
                Some((number, step)) if !number.is_multiple_of(step) => WIDE,
                Some((number, step)) if (number / step).is_multiple_of(2) => STEP,
                Some(_) => STEP | WIDE,
                None => 0,
            }
    }

    /// Counts as many values of a [class](Self::class).
    pub fn add_class(&mut self, class: u8, count: u64) {
        let adds = |bit: u8| if class & bit == 0 { 0 } else { count };
        self.long += adds(LONG);
        self.excel += adds(EXCEL);
        self.longer += adds(LONGER);
        self.longer_zero += adds(ZERO);
        self.longer_excel += if Self::is_longer(class) && Self::is_excel_tail(class) { count } else { 0 };
        self.wide += if class & (WIDE | STEP) == 0 { 0 } else { count };
        self.wide_steps += adds(STEP);
        self.wide_odd_steps += if class & (WIDE | STEP) == WIDE | STEP { count } else { 0 };
    }

    /// Whether values of this class end like a spreadsheet's.
    pub fn is_excel_tail(class: u8) -> bool {
        class & EXCEL != 0
    }

    /// Whether values of this class have at least eighteen digits.
    pub fn is_longer(class: u8) -> bool {
        class & LONGER != 0
    }

    /// Whether values of this class have at least eighteen digits and end in 0.
    pub fn is_printed_tail(class: u8) -> bool {
        class & ZERO != 0
    }

    /// Whether values of this class are multiples of the step between doubles.
    pub fn is_step(class: u8) -> bool {
        class & STEP != 0
    }

    /// Whether more values of eighteen digits or more end like a spreadsheet's than chance makes: one in a thousand does, of ids in
    /// steps of a power of two one in 125.
    pub fn has_stray_tails(&self) -> bool {
        self.longer_excel >= 3 && self.longer_excel * 100 >= self.longer * 3
    }

    /// What happened to the column, if anything is proved.
    ///
    /// Ids that a generator made in steps of its own are multiples of a much larger power of two; rounded ones are odd multiples of the
    /// step about every second time, and at least a quarter of them have to be.
    pub fn rounding(&self) -> Option<Rounding> {
        if self.excel >= 2 && self.excel * 100 >= self.long * 95 {
            return Some(Rounding::Spreadsheet);
        }
        if self.longer >= Self::FEWEST && self.longer_zero * 100 >= self.longer * 95 {
            return Some(Rounding::Printed);
        }
        let stepped = self.wide >= Self::FEWEST && self.wide_steps == self.wide;
        (stepped && self.wide_odd_steps * 4 >= self.wide).then_some(Rounding::Float)
    }

    /// Values of sixteen digits or more, and how many of them end like a spreadsheet's.
    pub fn excel_tails(&self) -> (u64, u64) {
        (self.long, self.excel)
    }
}

/// Distance between neighbouring doubles at a number, if it is more than one: 16 near 10¹⁷, 128 near 10¹⁸.
fn step_at(number: u64) -> Option<u64> {
    let bits = number.checked_ilog2()?;
    bits.checked_sub(52).filter(|it| *it > 0).map(|it| 1 << it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_numbers_are_exact_up_to_two_to_the_53() {
        for (text, safe) in [
            ("9007199254740991", true),
            ("-9007199254740991", true),
            ("0", true),
            ("0009007199254740991", true),
            ("9007199254740992", false),
            ("9007199254740993", false),
            ("-9007199254740993", false),
            ("636507967185264641", false),
            ("99999999999999999999999999999999999999999999", false),
            ("1.5", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(is_json_safe(text), safe, "{text}");
        }
    }

    #[test]
    fn scientific_notation_has_one_digit_before_the_point() {
        for (text, scientific) in [
            ("1.23457E+17", true),
            ("4.00123E+27", true),
            ("1e10", true),
            ("-1.5e+10", true),
            ("100E10", false),
            ("12345", false),
            ("1.E+17", false),
            ("1.2E+1", false),
            ("1.2E-17", false),
            ("1.2E+1000", false),
            ("E+17", false),
            ("１.2E+17", false),
            ("", false),
        ] {
            assert_eq!(is_scientific(text), scientific, "{text}");
        }
    }

    #[test]
    fn spreadsheets_keep_fifteen_digits() {
        for (text, damaged) in [
            ("123456789012345000", true),
            ("1234567890123450", true),
            ("123456789012345", false),
            ("123456789012345600", false),
            ("100000000000000000000", true),
            ("0000000000000000", false),
            ("12345678901234500A", false),
            ("", false),
        ] {
            assert_eq!(has_excel_tail(text), damaged, "{text}");
        }
    }

    fn rounding(ids: impl IntoIterator<Item = String>) -> Option<Rounding> {
        let mut digits = LongDigits::default();
        ids.into_iter().for_each(|it| digits.add(&it));
        digits.rounding()
    }

    #[test]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "that is the damage"
    )]
    fn rounded_columns_are_proved_and_whole_ones_are_not() {
        let ids: Vec<u64> = (0..40).map(|it| 738_529_527_931_269_425 + it * 7_919_000_000_123).collect();
        assert_eq!(rounding(ids.iter().map(u64::to_string)), None, "as they were");
        assert_eq!(rounding(ids.iter().map(|it| (*it as f64 as u64).to_string())), Some(Rounding::Float));
        // Seventeen digits and a zero.
        assert_eq!(rounding(ids.iter().map(|it| (it / 10 * 10).to_string())), Some(Rounding::Printed));
        assert_eq!(rounding(ids.iter().map(|it| (it / 1000 * 1000).to_string())), Some(Rounding::Spreadsheet));
        let stepped = ids.iter().map(|it| (it >> 22 << 22).to_string());
        assert_eq!(rounding(stepped), None, "a generator's own steps");
        assert_eq!(rounding(["636507967185264600".to_owned()]), None, "one value");
        assert_eq!(rounding(["", "abc", "-1", "1234567890123456789012345"].map(str::to_owned)), None);
    }
}
