//! Where the header of a delimited text is, and in which form its records follow.

mod failure;
mod grammar;
mod read;
mod settle;

#[cfg(test)]
mod tests;

pub(super) use read::read_head;
