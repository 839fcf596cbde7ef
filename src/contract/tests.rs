//! Tests of whole contracts.
