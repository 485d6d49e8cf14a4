//! A name that Amazon S3 refuses.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL176",
        family: Family::Template,
        severity: Severity::Error,
        title: "name that a bucket cannot have",
        why: "names of buckets have 3 to 63 lower-case letters, digits, hyphens and single dots, and are no addresses",
        fix: "choose a plainer name, or leave it out",
        link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        bad: r#"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketName: shop..logs
"#,
        good: r#"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketName: shop-logs
"#,
    },
    check,
};

const BEGINNINGS: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];
const ENDS: [&str; 5] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for bucket in deployment.resources_of("AWS::S3::Bucket") {
        let name = bucket.get("BucketName");
        let place = name.place();
        if let Some(why) = fault(&name).filter(|_| !findings.is_told(&place)) {
            findings.report(place, format!("the name {} {why}", name.shown()));
        }
    }
}

/// What is certainly wrong with a name, of which parts may be unknown.
fn fault(name: &Property<'_>) -> Option<String> {
    let text = name.symbolic()?;
    let allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(*c);
    let strange = text.literals().flat_map(str::chars).find(|c| !allowed(c));
    if let Some(strange) = strange {
        return Some(format!("has the character {strange:?}"));
    }
    if text.literals().any(|part| part.contains("..")) {
        return Some("has two dots in a row".to_owned());
    }
    if let Some(word) = BEGINNINGS
        .iter()
        .find(|word| text.beginning().starts_with(**word))
    {
        return Some(format!("begins with the reserved `{word}`"));
    }
    let name = name.text()?;
    if name.len() < 3 {
        return Some("has fewer than 3 characters".to_owned());
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return Some("is an address".to_owned());
    }
    let end = ENDS.iter().find(|end| name.ends_with(**end))?;
    Some(format!("ends with the reserved `{end}`"))
}
