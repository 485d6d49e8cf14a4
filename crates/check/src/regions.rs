use stackwright_facts::Regions;
use stackwright_template::nearest;

/// Whether a name is that of a region, or looks like one that AWS may open: what it is made of
/// occurs in the names of regions, but for the country and the number.
///
/// # Errors
/// The region that was most likely meant, if any.
///
/// ```
/// use stackwright_check::nearest_region;
///
/// assert_eq!(nearest_region("eu-central-1"), Ok(()));
/// assert_eq!(nearest_region("nz-south-1"), Ok(()));
/// assert_eq!(nearest_region("eu-centrl-1"), Err(Some("eu-central-1".to_owned())));
/// assert_eq!(nearest_region("nowhere"), Err(None));
/// ```
pub fn nearest_region(name: &str) -> Result<(), Option<String>> {
    // Facts that cannot be read are known to nobody.
    let Ok(Regions { known, assumed, .. }) = stackwright_facts::regions() else {
        return Ok(());
    };
    let regions = || known.iter().chain(assumed).map(String::as_str);
    let parts: Vec<&str> = name.split('-').collect();
    if let [country, words @ .., number] = &parts[..]
        && (2..=4).contains(&country.len())
        && country.bytes().all(|letter| letter.is_ascii_lowercase())
        && !words.is_empty()
        && words
            .iter()
            .all(|word| regions().any(|region| region.split('-').any(|part| part == *word)))
        && matches!(number.as_bytes(), [b'1'..=b'9'])
    {
        return Ok(());
    }
    Err(nearest(name, regions()).map(str::to_owned))
}

/// The regions that facts name, in the order of their names.
///
/// ```
/// assert!(stackwright_check::known_regions().any(|region| region == "eu-central-1"));
/// ```
pub fn known_regions() -> impl Iterator<Item = &'static str> {
    let known = stackwright_facts::regions().map(|regions| &regions.known);
    known.into_iter().flatten().map(String::as_str)
}
