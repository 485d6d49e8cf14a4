//! Namespace that is made twice.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS456",
        family: Family::Operations,
        severity: Severity::Error,
        title: "namespace that is made twice",
        why: "a cluster makes the namespace that it is told of by name, where there is none yet; a template that makes one of this name itself, at the same time, fails with one of the two",
        fix: "refer to the namespace instead of writing its name: `!GetAtt Names.Arn`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-cluster-serviceconnectdefaults.html",
        bad: r#"
Resources:
  Names:
    Type: AWS::ServiceDiscovery::HttpNamespace
    Properties:
      Name: shop.internal
  Farm:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
      ServiceConnectDefaults:
        Namespace: shop.internal
"#,
        good: r#"
Resources:
  Names:
    Type: AWS::ServiceDiscovery::HttpNamespace
    Properties:
      Name: shop.internal
  Farm:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
      ServiceConnectDefaults:
        Namespace: !GetAtt Names.Arn
"#,
    },
    check,
};

const NAMESPACES: [&str; 3] = [
    "AWS::ServiceDiscovery::HttpNamespace",
    "AWS::ServiceDiscovery::PrivateDnsNamespace",
    "AWS::ServiceDiscovery::PublicDnsNamespace",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let clusters = deployment.resources_of("AWS::ECS::Cluster");
    for cluster in clusters {
        compare(
            deployment,
            cluster.get("ServiceConnectDefaults/Namespace"),
            findings,
        );
    }
    let mut seen: Vec<Property<'d>> = Vec::new();
    let own = NAMESPACES.iter().flat_map(|of| deployment.resources_of(of));
    for namespace in own {
        match seen.iter().find(|other| is_same(other, &namespace)) {
            Some(other) => {
                let message = format!("`{}` has the same name", other.id());
                let help = format!("refer to `{}` instead of making another", other.id());
                findings
                    .report(namespace.get("Name").place(), message)
                    .help(help);
            }
            None => seen.push(namespace),
        }
    }
    for service in deployment.services() {
        compare(
            deployment,
            service.get("ServiceConnectConfiguration/Namespace"),
            findings,
        );
    }
}

/// Whether two namespaces are one to Cloud Map. A public name and one of each VPC may be alike.
///
/// <https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html>
fn is_same<'d>(one: &Property<'d>, other: &Property<'d>) -> bool {
    let same = |name: &'static str| one.get(name).equals(&other.get(name)) == Some(true);
    let in_one_vpc = one.get("Vpc").is_absent() || same("Vpc");
    one.resource_type() == other.resource_type() && same("Name") && in_one_vpc
}

/// Says so where a name is that of a namespace which nothing waits for; what happens is told in
/// <https://github.com/aws/aws-cdk/issues/25554>.
fn compare<'d>(deployment: &'d Deployment<'d>, named: Property<'d>, findings: &mut Findings<'_>) {
    if !named.is_given() || matches!(named.target(), Target::Resource(..)) {
        return;
    }
    let mut own = NAMESPACES
        .iter()
        .flat_map(|kind| deployment.resources_of(kind));
    let Some(own) = own.find(|own| named.equals(&own.get("Name")) == Some(true)) else {
        return;
    };
    if !deployment.waits_for(named.id(), |other| other == own.id()) {
        let message = format!(
            "{} is the name of `{}`, and nothing makes `{}` wait for it",
            named.shown(),
            own.id(),
            named.id()
        );
        findings
            .report(named.place(), message)
            .help(format!("refer to it: `!GetAtt {}.Arn`", own.id()));
    }
}
