//! The words that are known, and what they mean.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A thing that a word means; an index into [`Lexicon::concepts`].
pub(super) type Concept = u16;

/// What a concept does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What a record is about.
    Object,
    /// Which kind of value it is.
    Head,
    /// Tells values of one kind apart.
    Modifier,
    /// Hardly does.
    Light,
    /// Says nothing.
    Noise,
}

impl Role {
    /// How much it counts when names are compared.
    pub(super) fn weight(self) -> f64 {
        match self {
            Self::Head => 1.4,
            Self::Object | Self::Modifier => 0.9,
            Self::Light => 0.3,
            Self::Noise => 0.03,
        }
    }
}

/// Concepts that a word stands for together, and how sure that is, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) concepts: Vec<Concept>,
    pub(super) sure: f64,
}

/// Everything that is known of words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    concepts: Vec<(&'static str, Role)>,
    by_name: HashMap<&'static str, Concept>,
    near: HashMap<(Concept, Concept), f64>,
    neighbours: HashMap<Concept, Vec<Concept>>,
    words: HashMap<String, Vec<Meaning>>,
    /// Characters of the longest Chinese word.
    pub(super) longest: usize,
}

/// Letters of the shortest sound, and of the shortest initials, that are taken for a Chinese word.
const SHORTEST: (usize, usize) = (4, 3);

static WORDS: &str = include_str!("data/words.txt");
static SOUNDS: &str = include_str!("data/pinyin.txt");

/// The words in `data/`.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::parse(WORDS, SOUNDS))
}

impl Lexicon {
    /// What a word in lower case means; nothing where it is not known.
    pub(super) fn meanings(&self, word: &str) -> &[Meaning] {
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The most that any meaning of a word is sure.
    pub(super) fn sure(&self, word: &str) -> Option<f64> {
        self.meanings(word).iter().map(|it| it.sure).reduce(f64::max)
    }

    /// The spelling under which a word is known, with how sure the most of its meanings is: itself, or the singular of an
    /// English plural.
    pub(super) fn form<'w>(&self, word: &'w str) -> Option<(&'w str, f64)> {
        if let Some(sure) = self.sure(word) {
            return Some((word, sure));
        }
        let singulars = [word.strip_suffix("es"), word.strip_suffix('s')];
        let mut singulars = singulars.into_iter().flatten().filter(|it| it.len() > 3 && it.is_ascii());
        singulars.find_map(|it| Some((it, self.sure(it)?)))
    }

    pub(super) fn role(&self, concept: Concept) -> Role {
        self.concepts.get(usize::from(concept)).map_or(Role::Noise, |it| it.1)
    }

    pub(super) fn name(&self, concept: Concept) -> &'static str {
        self.concepts.get(usize::from(concept)).map_or("", |it| it.0)
    }

    /// How near two concepts are, from 0 to 1.
    pub(super) fn nearness(&self, one: Concept, other: Concept) -> f64 {
        if one == other { 1.0 } else { self.near.get(&(one.min(other), one.max(other))).copied().unwrap_or(0.0) }
    }

    /// The concepts that come near one.
    pub(super) fn near(&self, concept: Concept) -> &[Concept] {
        self.neighbours.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    fn parse(words: &'static str, sounds: &'static str) -> Self {
        let mut lexicon = Self::default();
        for line in words.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
            if let Some(roles) = line.strip_prefix('@') {
                lexicon.roles(roles);
            } else if let Some(pair) = line.strip_prefix("~ ") {
                lexicon.pair(pair);
            } else if let Some((concepts, words)) = line.split_once(": ") {
                lexicon.line(concepts, words);
            }
        }
        lexicon.spell(sounds);
        lexicon
    }

    fn roles(&mut self, line: &'static str) {
        let mut names = line.split(' ');
        let role = match names.next() {
            Some("object") => Role::Object,
            Some("head") => Role::Head,
            Some("modifier") => Role::Modifier,
            Some("light") => Role::Light,
            _ => Role::Noise,
        };
        for name in names {
            let number = Concept::try_from(self.concepts.len()).unwrap_or(Concept::MAX);
            self.concepts.push((name, role));
            self.by_name.insert(name, number);
        }
    }

    fn pair(&mut self, line: &str) {
        let mut parts = line.split(' ');
        let (Some(one), Some(other), Some(figure)) = (parts.next(), parts.next(), parts.next()) else { return };
        let known = |name: &str| self.by_name.get(name).copied();
        if let (Some(one), Some(other), Ok(figure)) = (known(one), known(other), figure.parse()) {
            self.near.insert((one.min(other), one.max(other)), figure);
            self.neighbours.entry(one).or_default().push(other);
            self.neighbours.entry(other).or_default().push(one);
        }
    }

    fn line(&mut self, concepts: &str, words: &str) {
        let concepts: Vec<Concept> = concepts.split(' ').filter_map(|it| self.by_name.get(it).copied()).collect();
        if concepts.is_empty() {
            return;
        }
        for entry in words.split_whitespace() {
            let (word, sure) =
                entry.split_once('=').map_or((entry, 1.0), |(word, it)| (word, it.parse().unwrap_or(1.0)));
            let word = word.replace('_', "");
            self.longest = self.longest.max(if word.is_ascii() { 0 } else { word.chars().count() });
            let known = self.words.entry(word).or_default();
            if !known.iter().any(|it| it.concepts == concepts) {
                known.push(Meaning { concepts: concepts.clone(), sure });
            }
        }
    }

    /// Chinese words by their sound, and by the first letters of it; a word that is written so itself comes first.
    fn spell(&mut self, sounds: &str) {
        let mut sound_of: HashMap<char, &str> = HashMap::new();
        for line in sounds.lines().filter(|it| !it.starts_with('#')) {
            if let Some((sound, characters)) = line.split_once(' ') {
                sound_of.extend(characters.chars().map(|it| (it, sound)));
            }
        }
        // In an order of their own: that of a hash differs from run to run.
        let mut words: Vec<(&String, &Vec<Meaning>)> = self.words.iter().filter(|(word, _)| !word.is_ascii()).collect();
        words.sort_by_key(|it| it.0);
        let mut spelled: Vec<(String, Vec<Meaning>, f64)> = Vec::new();
        for (word, meanings) in words {
            let Some(sounds) = word.chars().map(|it| sound_of.get(&it).copied()).collect::<Option<Vec<&str>>>() else {
                continue;
            };
            let initials: String = sounds.iter().filter_map(|it| it.chars().next()).collect();
            let (sound, (shortest, fewest)) = (sounds.concat(), SHORTEST);
            if sound.len() >= shortest && sounds.len() > 1 {
                spelled.push((sound, meanings.clone(), 0.9));
            }
            if initials.len() >= fewest {
                spelled.push((initials, meanings.clone(), 0.6));
            }
        }
        // Whole sounds come before initials; the sort keeps the words of one sound in their order.
        spelled.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)));
        for (word, meanings, less) in spelled {
            let known = self.words.entry(word).or_default();
            for meaning in meanings {
                if known.len() < 6 && !known.iter().any(|it| it.concepts == meaning.concepts) {
                    known.push(Meaning { sure: meaning.sure * less, ..meaning });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_words_is_read() {
        let lexicon = lexicon();
        for line in WORDS.lines().filter(|it| !it.is_empty() && !it.starts_with(['#', '@', '~'])) {
            let (concepts, _) = line.split_once(": ").unwrap();
            for concept in concepts.split(' ') {
                assert!(lexicon.by_name.contains_key(concept), "`{concept}` in `{line}` has no role");
            }
        }
        assert!(lexicon.concepts.len() <= 6 * 64, "readings have room for no more");
        for pair in WORDS.lines().filter_map(|it| it.strip_prefix("~ ")) {
            let known = pair.split(' ').filter(|it| lexicon.by_name.contains_key(it)).count();
            assert_eq!(known, 2, "{pair}");
        }
    }

    #[test]
    fn sounds_mean_what_their_words_mean() {
        let lexicon = lexicon();
        for (sound, concept) in [("dingdan", "order"), ("shuliang", "quantity"), ("cangku", "warehouse")] {
            assert!(lexicon.meanings(sound).iter().any(|it| lexicon.name(it.concepts[0]) == concept), "{sound}");
        }
    }
}
