//! `cargo xtask` as another repository would have it.

fn main() -> std::process::ExitCode {
    xtask::run()
}
