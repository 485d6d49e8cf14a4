//! Programs made at random, with every construct: valid by construction.
//!
//! A program is stacks that share a registry. All that a stack has stands on the same ground: a VPC,
//! a cluster, and doors. What else it has are things, each of a kind, of which a file says how one
//! comes to be, and which of its options it has.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `dice` | what a plan leaves open, and how it is settled |
//! | `place` | where a program adds things, and how it is written down: in which order, and where |
//! | `ground` | what all of a stack stands in |
//! | `names` | names in DNS, and certificates |
//! | `network` | VPCs, endpoints, security groups, flow logs |
//! | `capacity` | capacity other than Fargate, and services on it |
//! | `tasks` | tasks: containers, logs, secrets, volumes, sidecars |
//! | `services` | services on Fargate, their deployments, Express services, gateways |
//! | `alarms` | alarms, and dashboards |
//! | `caches` | caches, and who uses them |
//! | `data` | queues, topics, tables, buckets, keys, and who talks to them |
//! | `databases` | databases, and who logs in |
//! | `doors` | load balancers and what stands behind them |
//! | `edge` | APIs, distributions, firewalls |
//! | `nested` | stacks in stacks |
//! | `patterns` | patterns |
//! | `regions` | one service in several regions, on what was looked up there |
//! | `lattice` | VPC Lattice |
//! | `scaling` | what scales services |
//! | `started` | what starts tasks: schedules, rules |
//! | `discovery` | namespaces and what is found in them |
//! | `every` | that no construct is forgotten |

mod alarms;
mod caches;
mod capacity;
mod data;
mod databases;
mod dice;
mod discovery;
mod doors;
mod edge;
mod every;
mod ground;
mod lattice;
mod names;
mod nested;
mod network;
mod patterns;
mod place;
mod regions;
mod scaling;
mod services;
mod started;
mod tasks;

use proptest::prelude::*;
use stackwright::aws::ecr::{Encryption, RepositoryHandle};
use stackwright::aws::ecs::{ServiceHandle, TaskHandle};
use stackwright::prelude::*;

use self::dice::{Choices, Dice, choices};
use self::ground::{Around, around};
use self::place::Place;
pub use self::place::{Site, Style};

const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// Stacks that share a registry, where they have an image of their own.
#[derive(Clone, Debug)]
pub struct Program {
    pub stacks: Vec<Stack>,
    tags: Vec<(String, String)>,
    registry: Choices,
    regions: Choices,
    relations: Choices,
}

#[derive(Clone, Debug)]
pub struct Stack {
    ground: Choices,
    pub things: Vec<Thing>,
}

/// Something of a stack, in a scope of its own.
#[derive(Clone, Debug)]
pub struct Thing {
    id: String,
    pub kind: Kind,
    conditional: bool,
    choices: Choices,
}

/// What a stack can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    FargateService,
    Ec2Service,
    ManagedInstancesService,
    ExternalService,
    ImportedService,
    ImportedCapacity,
    Instances,
    ExpressService,
    CodeDeploy,
    ImportedTask,
    Listeners,
    Connections,
    HttpApi,
    WebSocketApi,
    Distribution,
    Behavior,
    Firewall,
    Lattice,
    Discovery,
    Scaling,
    Vpc,
    Groups,
    Endpoints,
    Offer,
    Records,
    Acls,
    Keys,
    Databases,
    Clusters,
    Caches,
    Names,
    Alarms,
    Data,
    Started,
    Patterns,
    Nested,
}

impl Kind {
    pub const ALL: [Kind; 36] = [
        Kind::FargateService,
        Kind::Ec2Service,
        Kind::ManagedInstancesService,
        Kind::ExternalService,
        Kind::ImportedService,
        Kind::ImportedCapacity,
        Kind::Instances,
        Kind::ExpressService,
        Kind::CodeDeploy,
        Kind::ImportedTask,
        Kind::Listeners,
        Kind::Connections,
        Kind::HttpApi,
        Kind::WebSocketApi,
        Kind::Distribution,
        Kind::Behavior,
        Kind::Firewall,
        Kind::Lattice,
        Kind::Discovery,
        Kind::Scaling,
        Kind::Vpc,
        Kind::Groups,
        Kind::Endpoints,
        Kind::Offer,
        Kind::Records,
        Kind::Acls,
        Kind::Keys,
        Kind::Databases,
        Kind::Clusters,
        Kind::Caches,
        Kind::Names,
        Kind::Alarms,
        Kind::Data,
        Kind::Started,
        Kind::Patterns,
        Kind::Nested,
    ];

    /// Adds one; the number tells it apart from the others of its stack.
    fn add<'a>(
        self,
        place: Place<'a>,
        around: &Around,
        dice: &mut Dice,
        number: usize,
    ) -> Option<Added<'a>> {
        match self {
            Kind::FargateService => return Some(services::fargate(place, around, dice, number)),
            Kind::Ec2Service => return Some(capacity::instances(place, around, dice)),
            Kind::ManagedInstancesService => {
                return Some(capacity::managed(place, around, dice, number));
            }
            Kind::ImportedService => return Some(services::existing(place, around, dice)),
            Kind::CodeDeploy => return Some(services::code_deploy(place, around, dice, number)),
            Kind::ExternalService => capacity::external(place, around, dice),
            Kind::ImportedCapacity => capacity::existing(place, around, dice),
            Kind::Instances => capacity::group_of_instances(place, around, dice),
            Kind::ExpressService => services::express(place, around, dice),
            Kind::ImportedTask => tasks::existing(place, around, dice),
            Kind::Listeners => doors::listeners(place, around, dice),
            Kind::Connections => doors::connections(place, around, dice),
            Kind::HttpApi => edge::http_api(place, around, dice),
            Kind::WebSocketApi => edge::web_socket(place, around, dice),
            Kind::Distribution => edge::distribution(place, around, dice),
            Kind::Behavior => edge::behavior(place, around, dice),
            Kind::Firewall => edge::firewall(place, around, dice),
            Kind::Lattice => lattice::network(place, around, dice),
            Kind::Discovery => discovery::others(place, around, dice),
            Kind::Scaling => scaling::others(place, around, dice),
            Kind::Vpc => network::another(place, around, dice),
            Kind::Groups => network::groups(place, around, dice),
            Kind::Endpoints => network::endpoints(place, around, dice),
            Kind::Offer => network::offer(place, around, dice),
            Kind::Records => network::records(place, around, dice),
            Kind::Acls => network::acls(place, around, dice),
            Kind::Keys => network::keys(place, around, dice),
            Kind::Databases => databases::databases(place, around, dice),
            Kind::Clusters => databases::clusters(place, around, dice),
            Kind::Caches => caches::caches(place, around, dice),
            Kind::Names => names::names(place, around, dice),
            Kind::Alarms => alarms::alarms(place, around, dice),
            Kind::Data => data::data(place, around, dice),
            Kind::Started => started::started(place, around, dice),
            Kind::Patterns => patterns::patterns(place, around, dice),
            Kind::Nested => nested::nested(place, around, dice),
        }
        None
    }
}

/// A program of up to so many stacks, with up to so many things each.
pub fn program(stacks: usize, things: usize) -> impl Strategy<Value = Program> {
    // Alarms take no empty values.
    let tag = ("[A-Za-z][A-Za-z0-9]{0,10}", "[A-Za-z0-9_.:/=+@-]{1,20}");
    let stack = (choices(80), prop::collection::vec(thing(), 1..=things));
    let stack = stack.prop_map(|(ground, mut things): (Choices, Vec<Thing>)| {
        // Two of a kind would have the same names; services are told apart by number.
        let mut seen = Vec::new();
        things.retain(|thing| {
            let is_new = !seen.contains(&thing.kind);
            seen.push(thing.kind);
            is_new || thing.kind == Kind::FargateService
        });
        Stack { ground, things }
    });
    (
        prop::collection::vec(stack, 1..=stacks),
        prop::collection::vec(tag, 0..3),
        choices(10),
        choices(4),
        choices(20),
    )
        .prop_map(|(stacks, tags, registry, regions, relations)| Program {
            stacks,
            tags,
            registry,
            regions,
            relations,
        })
}

pub fn thing() -> impl Strategy<Value = Thing> {
    // Whatever a program may name its constructs: not only letters and digits.
    let id = "[A-Za-z][A-Za-z0-9]{0,40}|[a-z]+[-_. ][a-z0-9]+|[äöüß]{1,4}";
    let kind = prop_oneof![
        // What programs have most, and what has most options.
        1 => Just(Kind::FargateService),
        2 => prop::sample::select(Kind::ALL.to_vec()),
    ];
    (id, kind, prop::bool::weighted(0.2), choices(160)).prop_map(
        |(id, kind, conditional, choices)| Thing {
            id,
            kind,
            conditional,
            choices,
        },
    )
}

/// A program of one thing, in which nothing says more than it has to.
pub fn plain(kind: Kind) -> Program {
    let thing = Thing {
        id: "Thing".to_owned(),
        kind,
        conditional: false,
        choices: Choices::default(),
    };
    let stack = Stack {
        ground: Choices::default(),
        things: vec![thing],
    };
    Program {
        stacks: vec![stack],
        tags: Vec::new(),
        registry: Choices::default(),
        regions: Choices::default(),
        relations: Choices::default(),
    }
}

/// A service of a program, as it was added.
#[derive(Clone, Copy)]
pub struct Added<'a> {
    pub scope: Scope<'a>,
    pub task: Option<TaskHandle>,
    pub service: ServiceHandle,
    port: u16,
    /// Whether it has a security group: behind the bridge of an instance it has none.
    is_guarded: bool,
}

impl Added<'_> {
    /// Lets it reach another service on a port.
    pub fn call(self, other: Added<'_>, port: u16) {
        if self.is_guarded && other.is_guarded {
            let port = Port::tcp(port);
            self.scope.connect(self.service, other.service, port);
        }
    }
}

/// A stack of a program, and what its things stand in.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    place: Place<'a>,
    around: Around,
}

impl<'a> Ground<'a> {
    /// A thing of this stack.
    pub fn add(&self, id: String, plan: &Thing, number: usize) -> Option<Added<'a>> {
        let place = self.place.below(id);
        if plan.conditional {
            place.scope.when(self.around.is_live);
        }
        let dice = &mut plan.choices.dice();
        plan.kind.add(place, &self.around, dice, number)
    }

    /// A secret of this stack.
    pub fn secret(&self, id: &str) {
        self.place.add(id, Secret::generated(32));
    }
}

/// Writes a program down: its stacks and their things, in the order of the plan.
pub fn build<'a>(
    program: &Program,
    site: &'a Site,
    style: Style,
) -> (Vec<Ground<'a>>, Vec<Added<'a>>) {
    let repository = registry(site.stack("Registry", style), &mut program.registry.dice());
    regions::regions(site, style, &mut program.regions.dice());
    let mut grounds = Vec::new();
    let mut services = Vec::new();
    for (number, plan) in style.ordered(program.stacks.iter().enumerate()) {
        let place = site.stack(format!("Stack{number}"), style);
        for (key, value) in &program.tags {
            place.tag(key, value);
        }
        let dice = &mut plan.ground.dice();
        let around = around(number, place, dice, repository);
        let ground = Ground { place, around };
        for (position, thing) in style.ordered(plan.things.iter().enumerate()) {
            // The number keeps ids apart that differ in nothing else.
            let id = format!("{}{position}", thing.id);
            let added = ground.add(id, thing, position);
            services.extend(added.map(|added| ((number, position), added)));
        }
        grounds.push((number, ground));
    }
    grounds.sort_by_key(|(number, _)| *number);
    services.sort_by_key(|(position, _)| *position);
    let services: Vec<Added<'_>> = services.into_iter().map(|(_, added)| added).collect();
    relate(program, &services, repository, style);
    (
        grounds.into_iter().map(|(_, ground)| ground).collect(),
        services,
    )
}

/// Where images come from.
fn registry(place: Place<'_>, dice: &mut Dice) -> RepositoryHandle {
    let repository = dice.some(
        EcrRepository::new(),
        &[
            &|it, dice| it.keep_last(dice.number(1..=1000)),
            &|it, _| it.expire_untagged_after(7.days()),
            &|it, _| it.tag_mutability(TagMutability::Mutable),
            &|it, _| it.encrypted_with(Encryption::KmsManaged),
            &|it, _| it.retain(),
            &|it, _| it.empty_on_delete(),
        ],
    );
    place.add("Repository", repository)
}

/// What services may do, and whom they call.
fn relate(program: &Program, services: &[Added<'_>], repository: RepositoryHandle, style: Style) {
    let mut dice = program.relations.dice();
    let wanted: Vec<(bool, bool)> = services
        .iter()
        .map(|_| (dice.says(), dice.says()))
        .collect();
    for index in style.ordered(0..services.len()) {
        let scope = services[index].scope;
        let (calls, rights) = wanted[index];
        if let (true, Some(before)) = (calls, index.checked_sub(1)) {
            services[index].call(services[before], services[before].port);
        }
        if let (true, Some(task)) = (rights, services[index].task) {
            let role = task.task_role();
            let list = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
            let grants = [list.into(), repository.pull()];
            for grant in style.ordered::<stackwright::aws::iam::Grant>(grants) {
                scope.grant(role, grant);
            }
        }
    }
}
