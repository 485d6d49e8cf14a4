use std::env;
use std::path::{Path, PathBuf};

/// Where a relative path leads: from the package that cargo runs (`CARGO_MANIFEST_DIR`, which it
/// sets for `cargo run` and `cargo test`, whatever directory they are called in), or else, where
/// the program is started by itself, from the current directory.
pub fn resolve(path: impl AsRef<Path>) -> PathBuf {
    from(
        env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        path.as_ref(),
    )
}

fn from(package: Option<PathBuf>, path: &Path) -> PathBuf {
    match package {
        Some(package) => package.join(path),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_of_the_package_where_cargo_runs_it() {
        let package = || Some(PathBuf::from("/shop"));
        assert_eq!(from(package(), Path::new("api")), Path::new("/shop/api"));
        assert_eq!(from(None, Path::new("api")), Path::new("api"));
        #[cfg(unix)]
        assert_eq!(from(package(), Path::new("/api")), Path::new("/api"));
        // This test is run by cargo.
        assert_eq!(
            resolve("src"),
            Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
        );
    }
}
