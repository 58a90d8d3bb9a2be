//! Versions: what a change asks for, and where it is written.

use codegen::surface::diff::Level;
use semver::Version;
use toml_edit::{DocumentMut, value};

use crate::Failure;

/// Reads a version, which stands in the manifest that is shown as that.
pub(super) fn parse(text: &str, place: &str) -> Result<Version, Failure> {
    Version::parse(text).map_err(|error| {
        format!(
            "the crate has no version of its own at `{place}`: {error}\n\
             help: write `version = \"0.1.0\"` into `[package]`"
        )
    })
}

/// The least version after another one, by Cargo's rules: before 1.0 the second number says that
/// something breaks, and before 0.1 every version does.
pub(super) fn least(old: &Version, level: Level) -> Version {
    let (major, minor, patch) = (old.major, old.minor, old.patch);
    // What comes after a pre-release is the release, and it promises nothing.
    if !old.pre.is_empty() {
        return Version::new(major, minor, patch);
    }
    match (level, major, minor) {
        (Level::Major, 1.., _) => Version::new(major + 1, 0, 0),
        (Level::Minor, 1.., _) => Version::new(major, minor + 1, 0),
        (Level::Major, 0, 1..) => Version::new(0, minor + 1, 0),
        (Level::Patch | Level::Minor, 0, _) | (Level::Patch, 1.., _) | (Level::Major, 0, 0) => {
            Version::new(major, minor, patch + 1)
        }
    }
}

/// The manifest with another version; everything else stays as it is.
pub(super) fn write(manifest: &str, version: &Version) -> Result<String, Failure> {
    let cannot_read = |error| format!("cannot read `Cargo.toml`: {error}");
    let mut document: DocumentMut = manifest.parse().map_err(cannot_read)?;
    let package = document
        .get_mut("package")
        .and_then(|it| it.as_table_like_mut());
    let package = package.ok_or("`Cargo.toml` has no table `[package]`")?;
    match package.get_mut("version").and_then(|it| it.as_value_mut()) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = version.to_string().into();
            *old.decor_mut() = decor;
        }
        None => {
            package.insert("version", value(version.to_string()));
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]
mod tests {
    use super::*;

    #[test]
    fn each_level_asks_for_its_number() {
        let cases = [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"),
        ];
        for (old, major, minor, patch) in cases {
            let old = Version::parse(old).unwrap();
            let found =
                [Level::Major, Level::Minor, Level::Patch].map(|it| least(&old, it).to_string());
            assert_eq!(found, [major, minor, patch], "{old}");
        }
    }

    #[test]
    fn only_the_version_is_written() {
        let manifest =
            "[package] # ours\nname = \"pets\"\nversion = \"0.1.0\" # the last\n\n[lib]\n";
        let written = write(manifest, &Version::new(0, 2, 0)).unwrap();
        assert_eq!(written, manifest.replace("0.1.0", "0.2.0"));
    }
}
