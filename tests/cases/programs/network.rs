//! Networks: VPCs, what leads out of them, and what stands in between.

use stackwright::aws::ec2::{
    AclRule, EndpointAddresses, FlowLog, FlowLogDestination, GatewayEndpoint, GatewayService,
    InterfaceEndpoint, InterfaceService, KeyPair, NetworkAcl, PlacementGroup, PrefixList,
    TaskEndpoints, Traffic, VpcEndpointService, VpcHandle,
};
use stackwright::aws::elb::{NetworkListener, NetworkProtocol, NetworkTargetGroup};
use stackwright::aws::iam::PolicyDocument;
use stackwright::prelude::*;

use super::dice::Dice;
use super::doors::reached;
use super::ground::{Around, Known};
use super::place::Place;

/// A VPC of the program's, or one that exists.
pub fn vpc(place: Place<'_>, dice: &mut Dice) -> (VpcHandle, Known) {
    match dice.one_of([0, 1, 2]) {
        0 => imported(place, dice),
        _ => own(place, dice),
    }
}

fn imported(place: Place<'_>, dice: &mut Dice) -> (VpcHandle, Known) {
    let id = place.add("VpcId", Parameter::of::<VpcId>());
    let public = place.add("Public", Parameter::list_of::<SubnetId>());
    let private = place.add("Private", Parameter::list_of::<SubnetId>());
    let mut known = Known {
        own: false,
        zones: dice.says(),
        public: true,
        isolated: dice.says(),
        ipv6: dice.says(),
        internet: true,
    };
    let mut vpc = Vpc::imported(id).public(public).private(private);
    if known.zones {
        vpc = vpc.in_zones(["eu-west-1a", "eu-west-1b"]);
    }
    if known.isolated {
        vpc = vpc.isolated(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]);
    }
    if known.ipv6 {
        vpc = vpc.ipv6();
    }
    // The load balancer of a stack is reached over IPv6 where its subnets have it.
    known.ipv6 &= known.zones;
    (place.add("Vpc", vpc.cidr("10.0.0.0/16")), known)
}

fn own(place: Place<'_>, dice: &mut Dice) -> (VpcHandle, Known) {
    // A load balancer takes two.
    let zones = dice.one_of([2, 3, 4]);
    let nat = dice.one_of([Nat::One, Nat::PerZone, Nat::Regional, Nat::None]);
    let block = ["10.0.0.0/16", "10.1.0.0/20", "10.2.0.0/23"];
    let vpc = match dice.one_of([0, 1, 2]) {
        0 => Vpc::new(dice.one_of(block)),
        1 => Vpc::from_ipam("ipam-pool-0a1b2c3d", 20),
        _ => Vpc::new(place.add("Block", Parameter::string())).prefix(18),
    };
    let vpc = vpc.zones(zones).nat(nat);
    let ipv6 = dice.says();
    let isolated = dice.says();
    let endpoints = matches!(nat, Nat::None) || dice.says();
    let vpc = dice.some(
        vpc,
        &[
            &|it, _| it.flow_logs(),
            &|it, _| it.dedicated(),
            &|it, _| it.name("shop"),
        ],
    );
    // Where images are pulled through an endpoint, their layers are, too.
    let vpc = match endpoints {
        true => vpc.endpoints_for_tasks(),
        false => dice.some(vpc, &[&|it, _| it.without_s3_endpoint()]),
    };
    let vpc = if ipv6 { vpc.ipv6() } else { vpc };
    let vpc = if isolated { vpc.isolated() } else { vpc };
    let known = Known {
        own: true,
        zones: true,
        public: true,
        isolated,
        ipv6,
        internet: !matches!(nat, Nat::None),
    };
    (place.add("Vpc", vpc), known)
}

/// Security groups, and lists of prefixes in their rules.
pub fn groups(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let list = dice.some(
        PrefixList::ipv4().entry("192.0.2.0/24", "an office"),
        &[
            &|it, _| it.entry("198.51.100.0/24", "another one").max_entries(5),
            &|it, _| it.name("offices"),
        ],
    );
    let list = place.add("Offices", list);
    let edge = PrefixList::imported_by_region([
        ("eu-west-1", "pl-0a1b2c3d"),
        ("us-east-1", "pl-1a2b3c4d"),
    ]);
    let edge = place.add("Edge", edge);
    let group = dice.some(
        SecurityGroup::new(around.vpc),
        &[
            &|it, _| it.describe("what this is for"),
            &|it, _| it.name("inner"),
            &|it, _| it.allow_from(Peer::prefix_list(list), Port::https(443)),
            &|it, _| it.allow_from(Peer::prefix_list(edge), Port::tcp_range(8000, 8100)),
            &|it, _| it.allow_from(Peer::vpc(around.vpc), Port::icmp_ping()),
            &|it, _| it.allow_from(Peer::ipv6("2001:db8::/32"), Port::udp(53)),
            &|it, _| it.allow_from(Peer::ipv4("10.8.0.0/16").describe("a VPN"), Port::esp()),
            &|it, _| it.allow_within(Port::all_tcp()),
            &|it, _| it.without_outbound(),
            &|it, _| it.allow_to(Peer::ipv4("192.0.2.0/24"), Port::tcp(5432)),
        ],
    );
    let group = place.add("Inner", group);
    let other = SecurityGroup::imported("sg-0a1b2c3d");
    let other = dice.some(other, &[&|it, _| it.open_to_change()]);
    let other = place.add("Other", other);
    if dice.says() {
        place.scope.connect(other, group, Port::tcp(8125));
    }
}

/// Ways to services of AWS.
pub fn endpoints(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let reads = PolicyDocument::new().statement(
        Statement::allow(["dynamodb:GetItem"])
            .on_all()
            .to(Principal::anyone()),
    );
    let gateway = GatewayEndpoint::new(around.vpc, GatewayService::DynamoDb);
    let gateway = match around.known.own {
        true => gateway,
        false => gateway.route_tables(["rtb-0a1b2c3d"]),
    };
    let gateway = dice.some(gateway, &[&|it, _| it.policy(reads.clone())]);
    place.add("Tables", gateway);
    let service = dice.one_of([
        InterfaceService::Sqs,
        InterfaceService::Other("textract".into()),
        InterfaceService::BedrockRuntime,
        InterfaceService::Named("com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d".into_value()),
    ]);
    let of_aws = !matches!(service, InterfaceService::Named(_));
    let interface = InterfaceEndpoint::new(around.vpc, service);
    let group = place.add("Guard", SecurityGroup::new(around.vpc));
    let interface = dice.some(
        interface,
        &[
            &|it, _| it.security_group(group),
            &|it, _| it.open_to_vpc(),
            &|it, _| it.without_private_dns(),
            &|it, _| match around.known.ipv6 {
                true => it.addresses(EndpointAddresses::DualStack),
                false => it,
            },
            &|it, _| match of_aws {
                true => it,
                false => it.service_region("eu-central-1"),
            },
        ],
    );
    place.add("Interface", interface);
    if !around.known.own && dice.says() {
        place.add("ForTasks", TaskEndpoints::new(around.vpc));
    }
}

/// A service for other VPCs.
pub fn offer(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let group = NetworkTargetGroup::new(around.vpc, NetworkProtocol::Tcp, 443);
    let group = place.add("Targets", group.address("10.0.0.17"));
    let net = NetworkLoadBalancer::new(around.vpc).guard_private_link(dice.says());
    let net = place.add("Net", net);
    let listener = NetworkListener::new(net, NetworkProtocol::Tcp, 443, group);
    place.add("Listener", listener);
    reached(place, around.vpc, net, Port::tcp(443));
    let offer = dice.some(
        VpcEndpointService::new([net]),
        &[
            &|it, _| it.allow("arn:aws:iam::444455556666:root"),
            &|it, _| it.without_acceptance(),
            &|it, _| it.contributor_insights(),
            &|it, _| it.private_dns_name("shop.example.com"),
            &|it, _| it.regions(["eu-central-1"]),
        ],
    );
    let offer = place.add("Offer", offer);
    if dice.says() {
        let inside = InterfaceEndpoint::new(around.vpc, offer.service()).without_private_dns();
        place.add("Inside", inside);
    }
}

/// Who talked to whom.
pub fn records(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let group = place.add("Records", LogGroup::new());
    let role = Role::new(Principal::service("vpc-flow-logs.amazonaws.com"));
    let to = match dice.one_of([0, 1, 2, 3, 4]) {
        0 => None,
        1 => Some(FlowLogDestination::log_group(group)),
        2 => Some(FlowLogDestination::log_group_by(
            group,
            place.add("Writer", role),
        )),
        3 => Some(dice.some(
            FlowLogDestination::bucket("arn:aws:s3:::records"),
            &[
                &|it, _| it.parquet(),
                &|it, _| it.hive_partitions(),
                &|it, _| it.hourly_partitions(),
            ],
        )),
        _ => Some(FlowLogDestination::delivery_stream(
            "arn:aws:firehose:eu-west-1:111122223333:deliverystream/records",
        )),
    };
    let log = match dice.one_of([0, 1, 2]) {
        0 => FlowLog::of_vpc(around.vpc),
        1 => FlowLog::of_subnet("subnet-0a1b2c3d"),
        _ => FlowLog::of_network_interface("eni-0a1b2c3d"),
    };
    let log = dice.some(
        log,
        &[
            &|it, dice| it.traffic(dice.one_of([Traffic::Accepted, Traffic::Rejected])),
            &|it, _| it.format("${srcaddr} ${dstaddr} ${dstport} ${action}"),
            &|it, _| it.every_minute(),
        ],
    );
    place.add("Log", to.into_iter().fold(log, FlowLog::to));
}

/// Rules around subnets that nothing else stands in.
pub fn acls(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let acl = NetworkAcl::new(around.vpc)
        .inbound(AclRule::allow(100, "10.0.0.0/16", Port::all()))
        .outbound(AclRule::allow(100, "10.0.0.0/16", Port::all()));
    let acl = match around.known.own && around.known.isolated {
        true => acl.of(SubnetKind::Isolated),
        false => acl.subnet("Data", "subnet-0d1e2f3a"),
    };
    let acl = dice.some(
        acl,
        &[
            &|it, _| it.inbound(AclRule::deny(50, "192.0.2.0/24", Port::tcp(22))),
            &|it, _| it.outbound(AclRule::deny(50, "2001:db8::/32", Port::all_udp()).ipv6()),
        ],
    );
    place.add("Acl", acl);
}

/// Keys, and where instances stand to each other.
pub fn keys(place: Place<'_>, _: &Around, dice: &mut Dice) {
    let key = dice.some(
        KeyPair::new(),
        &[
            &|it, _| it.name("operators"),
            &|it, _| it.rsa(),
            &|it, _| it.ppk(),
        ],
    );
    place.add("Key", key);
    place.add("Old", KeyPair::imported("old"));
    let racks = match dice.one_of([0, 1, 2]) {
        0 => PlacementGroup::cluster(),
        1 => PlacementGroup::spread(),
        _ => PlacementGroup::partitions(3),
    };
    place.add("Racks", racks);
}

/// A network of its own, in whatever zones and with whatever way out, and a service in it.
pub fn another(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let vpc = Vpc::new("10.9.0.0/16");
    let vpc = match dice.one_of([0, 1, 2]) {
        0 => vpc.zones(dice.one_of([2, 1, 3, 4])),
        1 => vpc.in_zones(["eu-west-1c", "eu-west-1a"]),
        _ => {
            let private = ["10.9.0.0/20", "10.9.16.0/20"];
            vpc.zones(2).blocks(SubnetKind::Private, private)
        }
    };
    let vpc = match dice.one_of([0, 1, 2, 3, 4]) {
        0 => vpc,
        1 => vpc.nat(Nat::PerZone),
        2 => vpc.nat(Nat::Regional),
        3 => vpc.nat(Nat::Regional).without_public(),
        _ => vpc.nat(Nat::None).without_public().endpoints_for_tasks(),
    };
    let vpc = dice.some(
        vpc,
        &[
            &|it, _| it.isolated(),
            &|it, _| it.ipv6(),
            &|it, _| it.ipv6_from_ipam("ipam-pool-0a1b2c3d"),
            &|it, _| it.flow_logs(),
        ],
    );
    let vpc = place.add("Vpc", vpc);
    let cluster = place.add("Cluster", Cluster::new(vpc).container_insights());
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1));
    let main = Container::new("main", around.repository.image("1.4.2"));
    let service = FargateService::new(cluster, task.container(main));
    place.add("Service", dice.some(service, &[&|it, _| it.exec()]));
}
