//! Record outside of its zone.

use stackwright_template::Severity;

use super::records;
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL183",
        family: Family::Template,
        severity: Severity::Error,
        title: "record that is not within its zone",
        why: "Amazon Route 53 finds a zone by its name with a dot at the end, and takes records below that name only",
        fix: "end the name of the zone with a dot, and the name of the record with that of the zone",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html",
        bad: r#"
Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.org.
      Type: A
      TTL: '300'
      ResourceRecords:
        - 192.0.2.30
"#,
        good: r#"
Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com.
      Type: A
      TTL: '300'
      ResourceRecords:
        - 192.0.2.30
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for record in records(deployment) {
        let named = zone_property(&record, "HostedZoneName");
        if named.all_values(|name| !name.is_empty() && !name.ends_with('.')) {
            let message = format!(
                "the name {} of the zone has no dot at its end",
                named.shown()
            );
            findings.report(named.place(), message);
        }
        let zone = zone_property(&record, "HostedZoneId").target_of(&["AWS::Route53::HostedZone"]);
        let zone = zone.map_or(named, |zone| zone.get("Name"));
        let name = record.get("Name");
        if let (Some(inner), Some(outer)) = (name.text(), zone.text())
            && !is_within(&inner, &outer)
        {
            let message = format!("{} is not within the zone {}", name.shown(), zone.shown());
            findings.report(name.place(), message);
        }
        if record.get("Type").is("CNAME")
            && let (Some(inner), Some(outer)) = (name.text(), zone.text())
            && plain(&inner) == plain(&outer)
        {
            let message = format!("the zone {} itself can have no `CNAME`", zone.shown());
            findings
                .report(record.get("Type").place(), message)
                .help("make it an alias, with `AliasTarget`");
        }
    }
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// What says in which zone a record is: its own property, or that of its group.
fn zone_property<'d>(record: &Property<'d>, name: &'d str) -> Property<'d> {
    let own = record.get(name);
    match own.is_absent() {
        true => record
            .deployment()
            .resource(record.id())
            .map_or(own, |group| group.get(name)),
        false => own,
    }
}

fn is_within(name: &str, zone: &str) -> bool {
    let (name, zone) = (plain(name), plain(zone));
    // Without a zone there is nothing to compare.
    zone.is_empty()
        || name
            .strip_suffix(&zone)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
