//! The formats of texts.

/// Whether a text has a format; nothing where the format is not known.
pub(super) fn has(format: &str, text: &str) -> Option<bool> {
    match format {
        "json" => Some(serde_json::from_str::<serde_json::Value>(text).is_ok()),
        "ipv4-network" => Some(network(text, 32, |ip| {
            ip.parse::<std::net::Ipv4Addr>().is_ok()
        })),
        "ipv6-network" => Some(network(text, 128, |ip| {
            ip.parse::<std::net::Ipv6Addr>().is_ok()
        })),
        "date-time" => Some(date_time(text)),
        _ => None,
    }
}

/// A format in the words of messages.
pub(crate) fn said(format: &str) -> &str {
    match format {
        "json" => "JSON",
        "ipv4-network" => "an IPv4 block such as 10.0.0.0/16",
        "ipv6-network" => "an IPv6 block such as 2001:db8::/56",
        "date-time" => "a date and time such as 2026-01-31T12:00:00Z",
        other => other,
    }
}

fn network(text: &str, most: u8, is_address: impl Fn(&str) -> bool) -> bool {
    text.split_once('/').is_some_and(|(address, bits)| {
        let digits = !bits.is_empty() && bits.bytes().all(|b| b.is_ascii_digit());
        is_address(address) && digits && bits.parse::<u8>().is_ok_and(|bits| bits <= most)
    })
}

/// Lenient on purpose: services take dates without times, and times without zones.
fn date_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) || digits(0..text.len().max(1))
}
