//! The names of time zones.

use crate::nearest;

/// A name a line, in order, from version 2025b of the IANA Time Zone Database, which is in the
/// public domain: its zones and its links, without `Factory`, which stands for none.
const NAMES: &str = include_str!("time_zones.txt");

/// The names of the IANA Time Zone Database, in order, as `Europe/Berlin`.
///
/// <https://www.iana.org/time-zones>
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    NAMES.lines()
}

/// Whether a name is that of a time zone, letter by letter.
pub fn is_time_zone(name: &str) -> bool {
    time_zones().any(|zone| zone == name)
}

/// The time zone that a name was meant to be, also where only its last part is given or only its
/// case is wrong; nothing where none is near.
pub fn nearest_time_zone(name: &str) -> Option<&'static str> {
    let words = name.trim().replace(' ', "_");
    let same = |zone: &&str| zone.eq_ignore_ascii_case(&words);
    let same_place = |zone: &&str| {
        let place = zone.rsplit_once('/').map_or(*zone, |(_, place)| place);
        place.eq_ignore_ascii_case(&words)
    };
    time_zones()
        .find(same)
        .or_else(|| time_zones().find(same_place))
        .or_else(|| nearest(&words, time_zones()))
}

#[cfg(test)]
mod tests {
    use super::{is_time_zone, nearest_time_zone, time_zones};

    #[test]
    fn names_stand_in_order() {
        assert_eq!(time_zones().count(), 597);
        assert!(time_zones().is_sorted());
    }

    #[test]
    fn zones_are_told_and_found() {
        for zone in [
            "Europe/Berlin",
            "UTC",
            "US/Pacific",
            "America/Indiana/Knox",
            "Etc/GMT+5",
        ] {
            assert!(is_time_zone(zone), "{zone}");
        }
        for (wrong, meant) in [
            ("europe/berlin", Some("Europe/Berlin")),
            ("Europe/Berln", Some("Europe/Berlin")),
            ("Berlin", Some("Europe/Berlin")),
            ("America/New York", Some("America/New_York")),
            ("W. Central Africa Standard Time", None),
        ] {
            assert!(!is_time_zone(wrong), "{wrong}");
            assert_eq!(nearest_time_zone(wrong), meant, "{wrong}");
        }
    }
}
