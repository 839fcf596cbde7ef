//! What the checks of API contracts say.

catalogue! {}
