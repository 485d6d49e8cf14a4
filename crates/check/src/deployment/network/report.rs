//! How bad it is that something is missing, and how messages call things.

use crate::Findings;
use crate::deployment::{Deployment, Service};

/// Reports what is missing. Where the template has such things but this deployment leaves some of
/// them out, whoever chooses it may know of another way: that is a warning.
pub(crate) fn report_missing<'d>(
    deployment: &'d Deployment<'d>,
    types: &[&str],
    findings: &mut Findings<'_>,
    report: impl FnOnce(&mut Findings<'_>),
) {
    let written = |name: &str| deployment.model().resources_of(name).count();
    let less = |name: &&str| written(name) > deployment.count_of(name);
    match types.iter().any(less) {
        true => findings.perhaps(", as the conditions may turn out", report),
        false => report(findings),
    }
}

/// The same of what keeps tasks of a service from running: where it starts without any, it is
/// made.
pub(crate) fn report_stopped<'d>(
    service: &Service<'d>,
    types: &[&str],
    findings: &mut Findings<'_>,
    report: impl FnOnce(&mut Findings<'_>),
) {
    match service.starts_empty() {
        true => findings.perhaps(", once it has tasks", report),
        false => report_missing(service.properties.deployment(), types, findings, report),
    }
}

/// What leads out of a subnet.
pub(crate) const WAYS: &[&str] = &[
    "AWS::EC2::NatGateway",
    "AWS::EC2::Route",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCEndpoint",
];

/// What opens security groups.
pub(crate) const DOORS: &[&str] = &[
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
];
