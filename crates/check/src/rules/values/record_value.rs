//! Record that holds no address.

use std::net::{Ipv4Addr, Ipv6Addr};

use stackwright_template::Severity;

use super::records;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL182",
        family: Family::Template,
        severity: Severity::Error,
        title: "record that holds no address",
        why: "Amazon Route 53 takes IPv4 addresses in A records and IPv6 addresses in AAAA records",
        fix: "write an address of the kind that the type of the record names",
        link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
        bad: r#"
Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com.
      Type: A
      TTL: '300'
      ResourceRecords:
        - 192.0.2.300
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
        let (is_address, kind): (fn(&str) -> bool, _) = match record.get("Type").text().as_deref() {
            Some("A") => (|text| text.parse::<Ipv4Addr>().is_ok(), "IPv4"),
            Some("AAAA") => (|text| text.parse::<Ipv6Addr>().is_ok(), "IPv6"),
            _ => continue,
        };
        for value in record.get("ResourceRecords").items().known {
            if value.all_values(|text| !is_address(text)) {
                let message = format!("{} is no {kind} address", value.shown());
                findings.report(value.place(), message);
            }
        }
    }
}
