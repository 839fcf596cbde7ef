//! Marks that damage leaves on values.
