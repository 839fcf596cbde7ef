//! What the checks of cells, records, keys and relations say.

catalogue! {}
