//! What a name means, and how near another name is.

use super::lexicon::{Concept, Lexicon, Meaning, Role, lexicon};
use super::segment::{Segment, segments};

/// How much an unknown word counts.
const UNKNOWN: f64 = 0.9;

/// How much it counts that a name does not say what its record is about where the other does: the table says it, or nobody.
const UNSAID: (f64, f64) = (0.25, 0.4);

/// What is left of a likeness to a name with another number.
const OTHER_NUMBER: f64 = 0.8;

/// How near a name that says nothing is to the same name.
const SAME_NOISE: f64 = 0.82;

/// A name, read.
#[derive(Clone, Debug)]
pub struct Reading {
    segments: Vec<Segment>,
    /// Without anything but letters and digits.
    plain: String,
    /// Its digits, which no word has.
    digits: String,
    /// Which concepts its words may mean, and which ones come near those.
    means: Concepts,
    near: Concepts,
}

/// A set of concepts.
type Concepts = [u64; 6];

impl Reading {
    /// Reads a name as it stands in a header, a contract or a dictionary.
    pub fn of(name: &str) -> Self {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut segments = segments(lexicon(), name);
        drop_keys(lexicon(), &mut segments);
        let (mut means, mut near) = (Concepts::default(), Concepts::default());
        let concepts = segments.iter().flat_map(|it| &it.meanings).flat_map(|it| &it.concepts);
        for concept in concepts.filter(|it| !matches!(lexicon().role(**it), Role::Noise | Role::Light)) {
            put(&mut means, *concept);
            lexicon().near(*concept).iter().for_each(|it| put(&mut near, *it));
        }
        let digits = plain.chars().filter(char::is_ascii_digit).collect();
        Self { segments, plain, digits, means, near }
    }

    /// Whether both are the same but for case and what parts words.
    pub(super) fn is_written_like(&self, other: &Self) -> bool {
        self.plain == other.plain
    }

    /// Whether two names may have anything to do with each other.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let meet =
            self.means.iter().zip(&self.near).zip(&other.means).any(|((mine, near), its)| (mine | near) & its != 0);
        let unknown = |it: &&Segment| it.meanings.is_empty();
        meet || self.plain == other.plain
            || self.segments.iter().filter(unknown).any(|it| other.segments.iter().any(|other| other.text == it.text))
    }

    /// How near the meanings of two names are, from 0 to 1. `about` is what the record of the first name is about, such as
    /// the name of its table.
    pub fn similarity(&self, other: &Self, about: Option<&Self>) -> f64 {
        let lexicon = lexicon();
        // Words that say nothing are alike only where they are the same.
        if [self, other].iter().any(|it| it.segments.iter().all(|it| role(lexicon, it) == Role::Noise)) {
            return if self.plain == other.plain && !self.plain.is_empty() { SAME_NOISE } else { 0.0 };
        }
        let mine = side(lexicon, &self.segments, &other.segments);
        let others = side(lexicon, &other.segments, &self.segments);
        let unsaid = self.unsaid(lexicon, other, about);
        let weight = mine.1 + others.1 - unsaid.1;
        let meant = if weight > 0.0 { (mine.0 + others.0 + unsaid.0) / weight } else { 0.0 };
        // `address1` and `address2` are two things, and so are `attr3` and `attr7`.
        let numbered = [self, other].iter().all(|it| !it.digits.is_empty()) && self.digits != other.digits;
        match self.plain == other.plain && !self.plain.is_empty() {
            true => meant.max(self.sameness(lexicon)),
            false if numbered => meant * OTHER_NUMBER,
            false => meant,
        }
    }

    /// How much it says that two names are the same: little where a name may mean many things.
    fn sameness(&self, lexicon: &Lexicon) -> f64 {
        let telling = self.segments.iter().filter(|it| role(lexicon, it) != Role::Noise).count();
        let unsure = self.segments.iter().all(|it| it.meanings.len() > 1);
        match telling {
            0 | 1 if unsure => 0.82,
            0 | 1 => 0.9,
            _ => 1.0,
        }
    }

    /// What the other name says of its record's object and this one leaves to its table: how much of it holds, and how much
    /// of its weight does not count.
    fn unsaid(&self, lexicon: &Lexicon, other: &Self, about: Option<&Self>) -> (f64, f64) {
        let is_object = |it: &&Segment| role(lexicon, it) == Role::Object;
        if self.segments.iter().any(|it| is_object(&it)) {
            return (0.0, 0.0);
        }
        let mut sum = (0.0, 0.0);
        for segment in other.segments.iter().filter(is_object) {
            let weight = weight(lexicon, segment);
            let same = about.map(|it| best(lexicon, segment, &it.segments));
            let counts = weight * if same.is_some() { UNSAID.1 } else { UNSAID.0 };
            sum.0 += counts * same.unwrap_or(0.5);
            sum.1 += weight - counts;
        }
        sum
    }

    /// How near the objects of two names are, from 0 to 1; none where one of them names no object.
    pub(super) fn objects(&self, other: &Self) -> Option<f64> {
        let lexicon = lexicon();
        let is_object = |it: &&Segment| role(lexicon, it) == Role::Object;
        let others: Vec<Segment> = other.segments.iter().filter(is_object).cloned().collect();
        let near = self.segments.iter().filter(is_object).map(|it| best(lexicon, it, &others));
        near.reduce(f64::max).filter(|_| !others.is_empty())
    }

    /// The object that the name begins with or speaks of, such as `order`.
    pub fn object(&self) -> Option<&'static str> {
        self.concepts(Role::Object).next()
    }

    /// The kind of value, such as `amount`.
    pub fn head(&self) -> Option<&'static str> {
        self.concepts(Role::Head).last()
    }

    /// The concepts of one role, most likely meanings first within a word.
    fn concepts(&self, wanted: Role) -> impl Iterator<Item = &'static str> + '_ {
        let lexicon = lexicon();
        let likely = self.segments.iter().filter_map(|it| it.meanings.iter().max_by(|a, b| a.sure.total_cmp(&b.sure)));
        let all = likely.flat_map(|it| it.concepts.iter());
        all.filter(move |it| lexicon.role(**it) == wanted).map(move |it| lexicon.name(*it))
    }

    /// English words for it in the order of the name: the meanings of known words, unknown ones as they are; those that say
    /// nothing are left out.
    pub fn english(&self) -> Vec<String> {
        let lexicon = lexicon();
        let mut words: Vec<String> = Vec::new();
        for segment in &self.segments {
            // Of meanings that are as likely the one that says most; of those the first.
            let says =
                |a: &Meaning, b: &Meaning| a.sure.total_cmp(&b.sure).then(a.concepts.len().cmp(&b.concepts.len()));
            let likely = segment.meanings.iter().rev().max_by(|a, b| says(a, b));
            let Some(likely) = likely else {
                words.push(segment.text.clone());
                continue;
            };
            let telling = likely.concepts.iter().filter(|it| lexicon.role(**it) != Role::Noise);
            for concept in telling.map(|it| lexicon.name(*it)) {
                if !words.iter().any(|it| it == concept) {
                    words.extend(concept.split('_').map(str::to_owned));
                }
            }
        }
        words
    }
}

/// Kinds of values that come from short lists: the key or the code of one stands for it.
const LISTED: [&str; 9] =
    ["status", "currency", "country", "province", "city", "district", "language", "level", "gender"];

/// Leaves out the key after a kind that it stands for: `order_status_id`, `币种编码`.
fn drop_keys(lexicon: &Lexicon, segments: &mut Vec<Segment>) {
    let likely = |it: &Segment| {
        let surest = it.meanings.iter().max_by(|a, b| a.sure.total_cmp(&b.sure))?;
        surest.concepts.last().map(|it| lexicon.name(*it))
    };
    let is_key = |before: &Segment, it: &Segment| {
        let is_short = it.meanings.iter().all(|it| it.concepts.len() == 1);
        is_short && matches!(likely(it), Some("id" | "code")) && likely(before).is_some_and(|it| LISTED.contains(&it))
    };
    let keys: Vec<bool> = segments.windows(2).map(|it| matches!(it, [before, it] if is_key(before, it))).collect();
    let mut keys = std::iter::once(false).chain(keys);
    segments.retain(|_| !keys.next().unwrap_or(false));
}

fn put(concepts: &mut Concepts, concept: Concept) {
    if let Some(part) = concepts.get_mut(usize::from(concept / 64)) {
        *part |= 1 << (concept % 64);
    }
}

/// The sum of what holds and of what counts on one side.
fn side(lexicon: &Lexicon, mine: &[Segment], others: &[Segment]) -> (f64, f64) {
    mine.iter().fold((0.0, 0.0), |(held, all), segment| {
        let weight = weight(lexicon, segment);
        (held + weight * best(lexicon, segment, others), all + weight)
    })
}

fn role(lexicon: &Lexicon, segment: &Segment) -> Role {
    let likely = segment.meanings.iter().max_by(|a, b| a.sure.total_cmp(&b.sure));
    let roles = likely.map(|it| it.concepts.iter().map(|it| lexicon.role(*it)));
    roles.and_then(|it| it.max_by(|a, b| a.weight().total_cmp(&b.weight()))).unwrap_or(Role::Modifier)
}

fn weight(lexicon: &Lexicon, segment: &Segment) -> f64 {
    let Some(likely) = segment.meanings.iter().max_by(|a, b| a.sure.total_cmp(&b.sure)) else { return UNKNOWN };
    likely.concepts.iter().map(|it| lexicon.role(*it).weight()).sum()
}

/// How much of a segment's meaning stands in the other name, whichever of its meanings that is.
fn best(lexicon: &Lexicon, segment: &Segment, others: &[Segment]) -> f64 {
    if segment.meanings.is_empty() {
        let same = others.iter().any(|it| it.text == segment.text);
        return if same { 1.0 } else { 0.0 };
    }
    let of_meaning = |meaning: &Meaning| {
        let weights: f64 = meaning.concepts.iter().map(|it| lexicon.role(*it).weight()).sum();
        let held: f64 =
            meaning.concepts.iter().map(|it| lexicon.role(*it).weight() * nearest(lexicon, *it, others)).sum();
        if weights > 0.0 { held / weights * sureness(meaning.sure) } else { 0.0 }
    };
    segment.meanings.iter().map(of_meaning).fold(0.0, f64::max)
}

fn nearest(lexicon: &Lexicon, concept: Concept, others: &[Segment]) -> f64 {
    let all = others.iter().flat_map(|it| &it.meanings);
    let near = all.flat_map(|it| it.concepts.iter().map(move |other| (*other, it.sure)));
    near.map(|(other, sure)| lexicon.nearness(concept, other) * sureness(sure)).fold(0.0, f64::max)
}

/// A word that may mean something else still mostly means this where the other name says so too.
fn sureness(sure: f64) -> f64 {
    sure.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_are_nearer_than_those_of_others() {
        for (name, same, other) in [
            ("order_sn", "订单编号", "订单状态"),
            ("VBELN", "order id", "order status"),
            ("qty_ordered", "购买数量", "unit price"),
            ("create_time", "订单创建时间", "pay time"),
            ("receiver_phone", "收件人手机", "email"),
            ("currencyCode", "币种", "product code"),
            ("buyer_nick", "customer nickname", "customer id"),
        ] {
            let (name, same, other) = (Reading::of(name), Reading::of(same), Reading::of(other));
            let (near, far) = (name.similarity(&same, None), name.similarity(&other, None));
            assert!(near > far, "{}: {near:.2} against {far:.2}", name.plain);
        }
    }

    #[test]
    fn another_number_is_another_thing() {
        let near = |a: &str, b: &str| Reading::of(a).similarity(&Reading::of(b), None);
        assert!(near("address1", "address_1") > 0.85, "{}", near("address1", "address_1"));
        assert!(near("address1", "address2") < 0.85 && near("col186_no", "col0_no") < 0.85);
    }

    #[test]
    fn names_are_said_in_english() {
        for (name, english) in [("商品单价", "unit price"), ("shuliang", "quantity")] {
            assert_eq!(Reading::of(name).english().join(" "), english);
        }
    }
}
