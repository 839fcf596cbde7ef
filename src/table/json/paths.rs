//! Which column a value belongs to, by the names and lists round it.

use std::collections::HashMap;

use super::decode::said;

/// Most columns a file can have; as in delimited text.
const MOST: usize = 65_536;

/// A place in the tree of names; 0 is the record itself.
pub(super) type Slot = u32;

/// The slot of a value that no column lies at or within.
pub(super) const NOWHERE: Slot = Slot::MAX;

/// One step from a value to one within it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// The member of this name.
    Key(Box<str>),
    /// Each item.
    Items,
}

/// A path as dictionaries write it: `buyer.id`, `items[].sku`.
pub(super) fn name_of(path: &[Step]) -> String {
    let mut name = String::new();
    for step in path {
        match step {
            Step::Key(key) if name.is_empty() => name.push_str(key),
            Step::Key(key) => {
                name.push('.');
                name.push_str(key);
            }
            Step::Items => name.push_str("[]"),
        }
    }
    name
}

/// The tree of names, and the columns in it.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    slots: Vec<Place>,
    objects: Vec<Object>,
    width: usize,
}

/// What lies at and within a slot.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    column: Option<usize>,
    object: Option<usize>,
    items: Option<Slot>,
}

/// The known members of an object, in the order of their first sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    members: Vec<(Box<[u8]>, Slot)>,
    by_name: HashMap<Box<[u8]>, usize>,
}

impl Object {
    /// The slot of a member whose name is written as `key`, and where its successor is expected.
    #[inline]
    pub(super) fn find(&self, key: &[u8], expected: usize) -> (Slot, usize) {
        self.look_up(key).map_or((NOWHERE, expected), |at| (self.members.get(at).map_or(NOWHERE, |it| it.1), at + 1))
    }

    fn look_up(&self, key: &[u8]) -> Option<usize> {
        if key.contains(&b'\\') {
            return self.by_name.get(said(key).as_bytes()).copied();
        }
        self.by_name.get(key).copied()
    }

    /// The name that is expected there.
    #[inline]
    pub(super) fn expected(&self, at: usize) -> Option<(&[u8], Slot)> {
        self.members.get(at).map(|(name, slot)| (&**name, *slot))
    }
}

impl Default for Paths {
    fn default() -> Self {
        Self { slots: vec![Place::default()], objects: Vec::new(), width: 0 }
    }
}

impl Paths {
    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Number of slots.
    pub(super) fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The column at a slot.
    pub(super) fn column(&self, slot: Slot) -> Option<usize> {
        self.slots.get(slot as usize)?.column
    }

    /// The members known of the object at a slot.
    #[inline]
    pub(super) fn object(&self, slot: Slot) -> Option<&Object> {
        self.objects.get(self.slots.get(slot as usize)?.object?)
    }

    /// The slot of the items of the list at a slot.
    #[inline]
    pub(super) fn items(&self, slot: Slot) -> Slot {
        self.slots.get(slot as usize).and_then(|it| it.items).unwrap_or(NOWHERE)
    }

    /// The slot at the end of a path, made where it is not there.
    pub(super) fn slot(&mut self, path: &[Step]) -> Slot {
        path.iter().fold(0, |slot, step| self.step(slot, step))
    }

    /// Gives the end of a path a column, unless it has one or there are too many. Returns whether it is new.
    pub(super) fn add(&mut self, path: &[Step]) -> bool {
        if self.width >= MOST {
            return false;
        }
        let slot = self.slot(path);
        let width = self.width;
        let Some(place) = self.slots.get_mut(slot as usize).filter(|it| it.column.is_none()) else { return false };
        place.column = Some(width);
        self.width += 1;
        true
    }

    fn step(&mut self, slot: Slot, step: &Step) -> Slot {
        let next = Slot::try_from(self.slots.len()).unwrap_or(NOWHERE);
        let objects = self.objects.len();
        let Some(place) = self.slots.get_mut(slot as usize) else { return NOWHERE };
        let found = match step {
            Step::Items => *place.items.get_or_insert(next),
            Step::Key(key) => {
                let object = *place.object.get_or_insert(objects);
                if object == objects {
                    self.objects.push(Object::default());
                }
                let Some(object) = self.objects.get_mut(object) else { return NOWHERE };
                let key: Box<[u8]> = key.as_bytes().into();
                let known = object.by_name.get(&key).and_then(|at| object.members.get(*at)).map(|it| it.1);
                known.unwrap_or_else(|| {
                    object.by_name.insert(key.clone(), object.members.len());
                    object.members.push((key, next));
                    next
                })
            }
        };
        if found == next {
            self.slots.push(Place::default());
        }
        found
    }
}
