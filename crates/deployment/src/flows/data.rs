//! What tasks ask of databases and caches, whose endpoints their containers are told.

use super::{Door, End, Flow, Verdict};
use crate::network::{Groups, Party, blocks_of};
use crate::{Deployment, Property, Purpose, Service};

/// What is talked to through the network, behind security groups of its own.
struct Kind {
    of_type: &'static str,
    groups: &'static str,
    /// What names a group of subnets, and the type of that; or the subnets themselves.
    subnets: (&'static str, Option<&'static str>),
    /// What says which engine it is.
    engine: &'static str,
}

const KINDS: [Kind; 5] = [
    Kind {
        of_type: "AWS::RDS::DBInstance",
        groups: "VPCSecurityGroups",
        subnets: ("DBSubnetGroupName", Some("AWS::RDS::DBSubnetGroup")),
        engine: "Engine",
    },
    Kind {
        of_type: "AWS::RDS::DBCluster",
        groups: "VpcSecurityGroupIds",
        subnets: ("DBSubnetGroupName", Some("AWS::RDS::DBSubnetGroup")),
        engine: "Engine",
    },
    Kind {
        of_type: "AWS::RDS::DBProxy",
        groups: "VpcSecurityGroupIds",
        subnets: ("VpcSubnetIds", None),
        engine: "EngineFamily",
    },
    Kind {
        of_type: "AWS::ElastiCache::ReplicationGroup",
        groups: "SecurityGroupIds",
        subnets: (
            "CacheSubnetGroupName",
            Some("AWS::ElastiCache::SubnetGroup"),
        ),
        engine: "Engine",
    },
    Kind {
        of_type: "AWS::ElastiCache::ServerlessCache",
        groups: "SecurityGroupIds",
        subnets: ("SubnetIds", None),
        engine: "Engine",
    },
];

/// Engines by the beginnings of their names, and the ports that they listen on unless told otherwise.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_CommonTasks.Connect.html>
const PORTS: [(&str, u32); 9] = [
    ("aurora-mysql", 3306),
    ("aurora-postgresql", 5432),
    ("mariadb", 3306),
    ("mysql", 3306),
    ("postgres", 5432),
    ("oracle", 1521),
    ("sqlserver", 1433),
    ("valkey", 6379),
    ("redis", 6379),
];

/// Whether there is anything to talk to. Where there is not, no variable is read, whose value a
/// condition may choose: all that is found in flows would have to be found out again for each.
pub(super) fn is_there(deployment: &Deployment<'_>) -> bool {
    deployment.has_any(KINDS.iter().map(|kind| kind.of_type))
}

pub(super) fn add<'d>(service: &'d Service<'d>, flows: &mut Vec<Flow<'d>>) {
    let containers = service.task.map(|task| task.containers.iter());
    for container in containers.into_iter().flatten() {
        for variable in container.get("Environment").items().known {
            let value = variable.get("Value");
            let Some((kind, told)) = told(&value) else {
                continue;
            };
            let Some(door) = door(&told, kind) else {
                continue;
            };
            let deployment = value.deployment();
            let data = party(&told, kind);
            flows.push(Flow {
                from: End::Tasks(service),
                to: End::Data(told),
                door,
                purpose: Purpose::Talk {
                    container: container.name().shown(),
                    variable: variable.get("Name").shown(),
                },
                because: value,
                tasks: Some(service),
                verdict: Verdict::between(deployment.network(), &service.party(), door, &data),
            });
        }
    }
}

/// Of which database or cache a text has an endpoint. An instance of a cluster is guarded as that is.
fn told<'d>(value: &Property<'d>) -> Option<(&'static Kind, Property<'d>)> {
    let deployment = value.deployment();
    let text = value.symbolic()?;
    let ends = text
        .attributes()
        .filter(|(_, attribute)| attribute.to_ascii_lowercase().contains("endpoint"));
    let mut resources = ends.filter_map(|(id, _)| deployment.resource(id));
    resources.find_map(|resource| {
        let of = |resource: &Property<'d>| {
            let of_type = resource.resource_type();
            KINDS.iter().find(|kind| kind.of_type == of_type)
        };
        let cluster = resource.get("DBClusterIdentifier");
        match cluster.is_absent() {
            true => Some((of(&resource)?, resource)),
            false => {
                let cluster = cluster.target_of(&["AWS::RDS::DBCluster"])?;
                Some((of(&cluster)?, cluster))
            }
        }
    })
}

fn door(told: &Property<'_>, kind: &Kind) -> Option<Door> {
    let port = told.get("Port");
    if port.is_given() {
        return Door::at(crate::network::Protocol::Tcp, port.number()?);
    }
    let engine = told.get(kind.engine);
    if engine.is_absent() {
        // A cache without a word is one of Redis.
        return kind
            .of_type
            .starts_with("AWS::ElastiCache")
            .then_some(Door::tcp(6379));
    }
    let engine = engine.text()?.to_ascii_lowercase();
    let (_, port) = PORTS.iter().find(|(name, _)| engine.starts_with(name))?;
    Some(Door::tcp(*port))
}

/// What a database is when it is spoken to.
fn party<'d>(told: &Property<'d>, kind: &'static Kind) -> Party<'d> {
    let (named, of_group) = kind.subnets;
    let named = told.get(named);
    let subnets = match of_group {
        Some(group) => named
            .target_of(&[group])
            .map(|group| group.get("SubnetIds")),
        None => Some(named),
    };
    let subnets = subnets.map(|subnets| subnets.items());
    let blocks =
        subnets.map(|subnets| blocks_of(told.deployment(), &subnets.known, subnets.complete, None));
    Party {
        groups: Groups::of(told.get(kind.groups), None),
        blocks: blocks.unwrap_or_default(),
    }
}
