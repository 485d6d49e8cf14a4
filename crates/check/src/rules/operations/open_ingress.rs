//! Ports that are open to everybody.

use stackwright_template::Severity;
use stackwright_template::hash::{HashMap, HashSet};

use crate::deployment::network::{GroupId, Peer, Permission, Ports, Protocol, party_of_balancer};
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS161",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "port that is open to everybody",
        why: "everybody on the internet can try the port; tasks behind a load balancer can be reached past it",
        fix: "name the group or the block of addresses that may come in",
        link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Database
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 0.0.0.0/0
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Database
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.0.0/16
"#,
    },
    check,
};

/// What listens on ports that have a name of their own.
const NAMED: &[(f64, &str)] = &[
    (22.0, "SSH"),
    (1433.0, "SQL Server"),
    (1521.0, "Oracle"),
    (2049.0, "NFS"),
    (3306.0, "MySQL"),
    (3389.0, "remote desktops"),
    (5432.0, "PostgreSQL"),
    (5439.0, "Redshift"),
    (6379.0, "Redis"),
    (9200.0, "OpenSearch"),
    (11211.0, "Memcached"),
    (27017.0, "MongoDB"),
];

const WEB: [f64; 4] = [80.0, 443.0, 8080.0, 8443.0];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    let (listened, behind) = (listened(deployment), behind_balancers(deployment));
    let none = HashSet::default();
    for name in ["AWS::EC2::SecurityGroup", "AWS::EC2::VPC"] {
        for resource in deployment.resources_of(name) {
            let id = resource.id();
            let Some(group) = network.group(&GroupId::Here(id)) else {
                continue;
            };
            let own = listened.get(id).unwrap_or(&none);
            for permission in &group.ingress.known {
                let (Some(place), true) = (permission.properties, is_open(permission)) else {
                    continue;
                };
                let Some(what) = told(permission.ports, own, behind.contains(id)) else {
                    continue;
                };
                let of_tasks = match behind.contains(id) {
                    true => ", though its tasks are behind a load balancer",
                    false => "",
                };
                let message = format!("`{id}` lets everybody in to {what}{of_tasks}");
                findings.report(source(&place).place(), message);
            }
        }
    }
}

fn source<'d>(rule: &Property<'d>) -> Property<'d> {
    match rule.get("CidrIp") {
        given if given.is_given() => given,
        _ => rule.get("CidrIpv6"),
    }
}

fn is_open(permission: &Permission<'_>) -> bool {
    matches!(&permission.peer, Peer::Block(block) if block.prefix_len() == 0)
}

/// What of some ports is not meant for everybody, in words.
fn told(ports: Ports, listened: &HashSet<u64>, behind: bool) -> Option<String> {
    let (protocol, from, to) = match ports {
        Ports::All => return Some("all ports".to_owned()),
        Ports::Range(protocol, from, to) => (protocol, from, to),
        Ports::Other | Ports::Unknown => return None,
    };
    let is_meant = WEB.contains(&from) || listened.contains(&from.to_bits());
    if from == to && is_meant && !behind {
        return None;
    }
    let protocol = match protocol {
        Protocol::Tcp => "TCP",
        Protocol::Udp => "UDP",
    };
    let named = NAMED
        .iter()
        .filter(|(port, _)| from <= *port && *port <= to);
    let named: Vec<&str> = named.map(|(_, name)| *name).collect();
    let ports = match from == to {
        true => format!("{protocol} port {from}"),
        false => format!("{protocol} ports {from} to {to}"),
    };
    Some(match named.as_slice() {
        [] => ports,
        [one, two, _, ..] => format!("{ports} ({one}, {two}, ...)"),
        named => format!("{ports} ({})", named.join(", ")),
    })
}

/// The ports that load balancers listen on, by their security groups; or by those of the tasks,
/// where the load balancer has none and clients come through it.
fn listened<'d>(deployment: &'d Deployment<'d>) -> HashMap<&'d str, HashSet<u64>> {
    let mut listened: HashMap<&str, HashSet<u64>> = HashMap::default();
    for service in deployment.services() {
        for entry in &service.load_balancers {
            let group = entry.target_group.as_ref();
            let forwarders = group.map(|group| deployment.balancing().forwarders_of(group));
            let mut balancers = forwarders.into_iter().flatten().map(|f| f.load_balancer);
            let has_no_groups = |balancer: Option<Property<'d>>| {
                balancer.is_some_and(|own| party_of_balancer(&own).groups.known.is_empty())
            };
            let port = entry.get("ContainerPort").number();
            if let (Some(port), true) = (port, balancers.any(has_no_groups)) {
                for group in service.party().groups.known {
                    if let GroupId::Here(id) = group {
                        listened.entry(id).or_default().insert(port.to_bits());
                    }
                }
            }
        }
    }
    for listener in deployment.balancing().listeners() {
        let port = listener.properties.get("Port").number();
        let (Some(balancer), Some(port)) = (listener.load_balancer, port) else {
            continue;
        };
        for group in party_of_balancer(&balancer).groups.known {
            if let GroupId::Here(id) | GroupId::DefaultOf(id) = group {
                listened.entry(id).or_default().insert(port.to_bits());
            }
        }
    }
    listened
}

/// The groups of tasks that only load balancers with groups of their own send requests to.
fn behind_balancers<'d>(deployment: &'d Deployment<'d>) -> HashSet<&'d str> {
    let mut behind = HashSet::default();
    let mut others = HashSet::default();
    for service in deployment.services() {
        let mut forwarders = service
            .load_balancers
            .iter()
            .filter_map(|entry| entry.target_group.as_ref())
            .flat_map(|group| deployment.balancing().forwarders_of(group));
        let is_behind = forwarders.any(|forwarder| {
            let balancer = forwarder.load_balancer.as_ref();
            balancer.is_some_and(|balancer| !party_of_balancer(balancer).groups.known.is_empty())
        });
        for group in service.party().groups.known {
            if let GroupId::Here(id) = group {
                match is_behind {
                    true => behind.insert(id),
                    false => others.insert(id),
                };
            }
        }
    }
    for balancer in &deployment.balancing().load_balancers {
        for group in party_of_balancer(balancer).groups.known {
            if let GroupId::Here(id) = group {
                others.insert(id);
            }
        }
    }
    &behind - &others
}
