//! Things that work together only within one VPC.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::network::{Home, subnets_of_balancer};
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings, Place};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS114",
        family: Family::Operations,
        severity: Severity::Error,
        title: "parts of one thing in different VPCs",
        why: "AWS refuses subnets, security groups and target groups of different VPCs together",
        fix: "put them in one VPC; a security group without `VpcId` is in the default VPC of the account",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Other:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref Other
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [!Ref SubnetA, !Ref SubnetB]
      SecurityGroups: [!Ref Group]
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Other:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref Vpc
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [!Ref SubnetA, !Ref SubnetB]
      SecurityGroups: [!Ref Group]
"#,
    },
    check,
};

/// The properties that name what must be in the VPC of a resource.
const TOGETHER: &[(&str, &[&str])] = &[
    ("AWS::EC2::NatGateway", &["SubnetId", "VpcId"]),
    ("AWS::EC2::NetworkInterface", &["SubnetId", "GroupSet"]),
    (
        "AWS::EC2::SubnetRouteTableAssociation",
        &["SubnetId", "RouteTableId"],
    ),
    (
        "AWS::EC2::VPCEndpoint",
        &["VpcId", "SubnetIds", "RouteTableIds", "SecurityGroupIds"],
    ),
    ("AWS::EFS::MountTarget", &["SubnetId", "SecurityGroups"]),
    (
        "AWS::ECS::Service",
        &[
            "NetworkConfiguration/AwsvpcConfiguration/Subnets",
            "NetworkConfiguration/AwsvpcConfiguration/SecurityGroups",
        ],
    ),
    (
        "AWS::ECS::TaskSet",
        &[
            "NetworkConfiguration/AwsVpcConfiguration/Subnets",
            "NetworkConfiguration/AwsVpcConfiguration/SecurityGroups",
        ],
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        &["Subnets", "SecurityGroups"],
    ),
    (
        "AWS::Lambda::Function",
        &["VpcConfig/SubnetIds", "VpcConfig/SecurityGroupIds"],
    ),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // What is in the wrong place is often used twice.
    let mut told = HashSet::default();
    for (name, ways) in TOGETHER {
        for resource in deployment.resources_of(name) {
            let named = ways.iter().flat_map(|way| resource.get(way).items().known);
            report(stranger(named.collect(), &mut told), findings);
        }
    }
    for rule in &deployment.balancing().rules {
        let Some(balancer) = rule.load_balancer else {
            continue;
        };
        let mut parts = subnets_of_balancer(&balancer).known;
        parts.extend(balancer.get("SecurityGroups").items().known);
        for group in rule.target_groups() {
            let named = parts.iter().copied().chain([group]);
            report(stranger(named.collect(), &mut told), findings);
        }
    }
    for service in deployment.running() {
        let mut parts = service.subnets().known;
        parts.extend(service.security_groups().known);
        for entry in &service.load_balancers {
            let named = parts.iter().copied().chain([entry.get("TargetGroupArn")]);
            report(stranger(named.collect(), &mut told), findings);
        }
        let registries = service.get("ServiceRegistries").items().known;
        for registry in registries {
            let named = parts.iter().copied().chain(namespace_of(&registry));
            // Nobody finds the tasks by their names then, but they run.
            if let Some((place, message)) = stranger(named.collect(), &mut told) {
                findings.warn(place, message);
            }
        }
    }
}

/// The namespace that a service registers its tasks in.
fn namespace_of<'d>(registry: &Property<'d>) -> Option<Property<'d>> {
    let service = registry.get("RegistryArn");
    let service = service.target_of(&["AWS::ServiceDiscovery::Service"])?;
    let ways = ["NamespaceId", "DnsConfig/NamespaceId"];
    let mut named = ways.into_iter().map(|way| service.get(way));
    named.find(Property::is_given)
}

fn report(stranger: Option<(Place, String)>, findings: &mut Findings<'_>) {
    if let Some((place, message)) = stranger {
        findings.report(place, message);
    }
}

/// The first that is not in the VPC of those before it, unless that is told.
fn stranger<'d>(named: Vec<Property<'d>>, told: &mut HashSet<String>) -> Option<(Place, String)> {
    let mut first: Option<(Property<'d>, Home<'d>)> = None;
    for named in named {
        let Some(home) = home_of(&named) else {
            continue;
        };
        let Some((other, vpc)) = &first else {
            first = Some((named, home));
            continue;
        };
        if home.differs(vpc).is_yes() {
            let message = format!(
                "{} is in {}, but {} is in {}",
                named.called(),
                home.called(),
                other.called(),
                vpc.called()
            );
            return told
                .insert(named.called())
                .then(|| (named.place(), message));
        }
    }
    None
}

/// The VPC of what a property names, or the VPC that it is.
fn home_of<'d>(named: &Property<'d>) -> Option<Home<'d>> {
    const INSIDE: &[&str] = &[
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
    ];
    let deployment = named.deployment();
    if named.key() == Some("VpcId") {
        return deployment.home(named);
    }
    let resource = named.target_of(INSIDE)?;
    deployment.home_of(&resource)
}
