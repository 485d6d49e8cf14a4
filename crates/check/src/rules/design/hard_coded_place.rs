//! Regions, accounts and partitions that are written out.

use std::collections::BTreeSet;

use stackwright_template::{Function, Segment, Severity};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES103",
        family: Family::Design,
        severity: Severity::Warning,
        title: "region, account or partition written out",
        why: "the template works in one place only",
        fix: "use `AWS::Region`, `AWS::AccountId` and `AWS::Partition`, or a parameter",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: arn:aws:kms:eu-central-1:111122223333:alias/topics
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: !Sub arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/topics
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    // One place tells it: what is written for one region names it in many.
    let mut told: Vec<Told<'_>> = Vec::new();
    for (spot, text) in model.nodes().texts() {
        let Some(found) = place_in(text) else {
            continue;
        };
        let path = spot.path();
        let [
            Segment::Key("Resources"),
            Segment::Key(id),
            Segment::Key("Properties"),
            below @ ..,
        ] = path.segments()
        else {
            continue;
        };
        // Keys of mappings are where places belong, and a stack elsewhere is named by its place.
        let belongs = [Function::FindInMap, Function::GetStackOutput]
            .iter()
            .any(|function| below.contains(&Segment::Key(function.name())));
        let resource_type = model.template().resource(id);
        let resource_type = resource_type.and_then(|resource| resource.resource_type());
        if belongs || is_of_elsewhere(found.0, below) || is_of_the_world(text, resource_type) {
            continue;
        }
        let (what, word) = found;
        let region = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let place = if what == "region" { region } else { word };
        match told
            .iter_mut()
            .find(|told| told.what == what && told.place == place)
        {
            Some(told) => {
                told.others.insert(*id);
            }
            None => told.push(Told {
                what,
                place,
                others: BTreeSet::from([*id]),
                at: (spot.place(), word),
            }),
        }
    }
    for Told {
        what, others, at, ..
    } in told
    {
        let (place, word) = at;
        let (what, instead) = match what {
            "region" if word.ends_with(|c: char| c.is_ascii_lowercase()) => {
                ("zone", "one of `Fn::GetAZs`")
            }
            "region" => (what, "`AWS::Region`"),
            "account" => (what, "`AWS::AccountId`"),
            _ => (what, "`AWS::Partition`"),
        };
        let elsewhere = match others.len() - 1 {
            0 => String::new(),
            1 => ", also in another resource".to_owned(),
            n => format!(", also in {n} other resources"),
        };
        findings
            .report(
                place,
                format!("the {what} \"{word}\" is written out{elsewhere}"),
            )
            .help(format!("use {instead}, or a parameter"));
    }
}

/// Whether a setting is there to name another place: the region of a replica, of a peer, of a record that
/// is chosen by latency, the regions that a policy admits, and the accounts that it lets in.
fn is_of_elsewhere(what: &str, below: &[Segment<'_>]) -> bool {
    below.iter().any(|segment| match segment {
        Segment::Key(key) if what == "account" => matches!(*key, "Principal" | "NotPrincipal"),
        Segment::Key(key) => key.ends_with("Region") || key.ends_with("Regions"),
        Segment::Index(_) => false,
    })
}

/// Whether a text names what has to be in `us-east-1` wherever the stack is: the certificate of what is
/// reached from all over the world, and an access list of Amazon CloudFront.
fn is_of_the_world(text: &str, resource_type: Option<&str>) -> bool {
    let services = [
        "AWS::Amplify::",
        "AWS::ApiGateway::",
        "AWS::AppSync::",
        "AWS::CloudFront::",
        "AWS::Cognito::",
    ];
    let reached = |of: &str| services.iter().any(|service| of.starts_with(service));
    (text.contains(":acm:us-east-1:") && resource_type.is_some_and(reached))
        || (text.contains(":wafv2:us-east-1:") && text.contains(":global/"))
}

/// A place that is written out, and where.
struct Told<'a> {
    what: &'static str,
    place: &'a str,
    /// The resources that have it.
    others: BTreeSet<&'a str>,
    /// The first one of its texts.
    at: (Place, &'a str),
}

/// The first word of a text that is a place: what, and the word.
fn place_in(text: &str) -> Option<(&'static str, &str)> {
    // Hardly any text has one, and most are told by passing them once.
    let (mut numbered, mut arn) = (false, false);
    let mut before = 0;
    for byte in text.as_bytes() {
        match (before, byte) {
            (b'n', b':') => arn = true,
            (b'-', b'0'..=b'9') => numbered = true,
            _ => {}
        }
        before = *byte;
    }
    if arn && let Some((_, arn)) = text.split_once("arn:") {
        let fields: Vec<&str> = arn.splitn(5, ':').collect();
        if let [partition, _, region, account, _] = fields.as_slice() {
            let is_account = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
            if is_region(region) {
                return Some(("region", region));
            }
            if is_account {
                return Some(("account", account));
            }
            // `aws` alone is right wherever most people are; of another partition somebody thought.
            return (*partition != "aws" && partition.starts_with("aws-"))
                .then_some(("partition", *partition));
        }
    }
    // The code of a region ends in a number.
    if !numbered {
        return None;
    }
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.into_iter().find_map(|word| {
        let zone = word.strip_suffix(|c: char| c.is_ascii_lowercase());
        // Addresses of services have the region between dots; a zone is a region and a letter.
        let alone = word == text;
        let is_place = is_region(word) || (alone && zone.is_some_and(is_region));
        (is_place && (alone || text.contains(".amazonaws.com"))).then_some(("region", word))
    })
}

/// Whether a word is the code of a region: `eu-central-1`, `us-gov-west-1`. New regions come every
/// year and keep to the form.
fn is_region(word: &str) -> bool {
    // Hardly any word is one, and most can be told by their last two letters.
    if !matches!(word.as_bytes(), [.., b'-', b'0'..=b'9']) {
        return false;
    }
    const AREAS: [&str; 11] = [
        "af", "ap", "ca", "cn", "eu", "il", "me", "mx", "sa", "us", "eusc",
    ];
    let parts: Vec<&str> = word.split('-').collect();
    let [area, middle @ .., _] = parts.as_slice() else {
        return false;
    };
    let direction = |part: &str| {
        let rest = [
            "north", "south", "east", "west", "central", "gov", "iso", "isob", "de",
        ];
        let east_or_west = part.strip_prefix("north").or(part.strip_prefix("south"));
        rest.contains(&part) || matches!(east_or_west, Some("east" | "west"))
    };
    AREAS.contains(area) && !middle.is_empty() && middle.iter().all(|part| direction(part))
}

#[cfg(test)]
mod tests {
    use super::{is_region, place_in};

    #[test]
    fn regions_are_told_from_names() {
        for word in [
            "eu-central-1",
            "us-gov-west-1",
            "ap-southeast-2",
            "mx-central-1",
        ] {
            assert!(is_region(word), "{word}");
        }
        for word in ["eu-web-1", "us-east", "web-1", "us-east-10", "-", "eu--1"] {
            assert!(!is_region(word), "{word}");
        }
    }

    #[test]
    fn places_are_found_in_texts() {
        for (text, found) in [
            ("eu-central-1a", Some(("region", "eu-central-1a"))),
            (
                "https://sqs.eu-central-1.amazonaws.com/x",
                Some(("region", "eu-central-1")),
            ),
            ("arn:aws:s3:::assets", None),
            ("arn:aws-cn:s3:::assets", Some(("partition", "aws-cn"))),
            ("arn:${AWS::Partition}:s3:::assets", None),
            (
                "arn:aws:iam::111122223333:role/x",
                Some(("account", "111122223333")),
            ),
            ("backup of eu-central-1", None),
            ("111122223333", None),
        ] {
            assert_eq!(place_in(text), found, "{text}");
        }
    }
}
