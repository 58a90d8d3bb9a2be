//! What a change does to callers: each rule and its mirror image, whole reports, and the command
//! over real repositories.

mod rules;
