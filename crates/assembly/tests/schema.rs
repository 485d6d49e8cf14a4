//! The committed JSON Schema is the one that the code gives.

use std::path::Path;
use std::{env, fs};

use stackwright_assembly::Manifest;

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-assembly` writes the file anew.
#[test]
fn the_schema_of_the_manifest_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/manifest.schema.json");
    let mut expected = serde_json::to_string_pretty(&Manifest::schema()).unwrap();
    expected.push('\n');
    if env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed,
        expected,
        "{} is out of date; run `UPDATE_SCHEMAS=1 cargo test -p stackwright-assembly`",
        path.display()
    );
}
