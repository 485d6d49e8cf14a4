//! Load balancers, and what stands behind them.

use stackwright::aws::ec2::{Connectable, VpcHandle};
use stackwright::aws::elb::{
    AddressType, Algorithm, AlpnPolicy, ClaimFormat, ClientRouting, Cognito, DesyncMode,
    FixedResponse, ForwardedFor, HealthyTargets, Jwt, ListenerCertificate, ListenerHandle,
    LoadBalancerHandle, LogBucket, MutualTls, NetworkListener, NetworkLoadBalancerHandle,
    NetworkProtocol, NetworkTargetGroup, Oidc, OidcProvider, Place as Behind, ResponseHeader,
    Target, TargetGroup, TlsPolicy, TrustStore, TrustStoreRevocation, Unauthenticated,
};
use stackwright::aws::vpclattice::LatticeTargetGroup;
use stackwright::prelude::*;

use super::CERTIFICATE;
use super::dice::Dice;
use super::ground::{Around, Known};
use super::lattice::addresses;
use super::place::Place;
use super::tasks::PORT;

/// What a service is reached by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    None,
    /// Places of the load balancer that the services of a stack share.
    Path,
    TwoPaths,
    Tcp,
    Tls,
    /// A load balancer of its own.
    Short,
    ShortHttps,
    /// Parts that the program has put together.
    Parts,
    Gateway,
    Lattice,
    /// Nobody knows: the service exists.
    Elsewhere,
}

impl Door {
    /// One that the stack has.
    pub fn some(around: &Around, dice: &mut Dice) -> Door {
        let door = dice.one_of([
            Door::None,
            Door::Path,
            Door::TwoPaths,
            Door::Tcp,
            Door::Tls,
            Door::Short,
            Door::ShortHttps,
            Door::Parts,
            Door::Gateway,
            Door::Lattice,
        ]);
        let is_there = match door {
            Door::Path | Door::TwoPaths => around.front.is_some(),
            Door::Tcp | Door::Tls => around.net.is_some(),
            Door::Gateway => around.gateway.is_some(),
            _ => true,
        };
        if is_there { door } else { Door::None }
    }

    /// Whether requests come by one target group of a load balancer for requests.
    pub fn counts_requests(self) -> bool {
        matches!(
            self,
            Door::Path | Door::Short | Door::ShortHttps | Door::Parts
        )
    }
}

/// Lets somebody reach a load balancer, who would be of no use otherwise.
pub fn reached(place: Place<'_>, vpc: VpcHandle, balancer: impl Connectable, port: Port) {
    let id = place.scope.at(balancer).id();
    let id = format!("Client of {id} on {}", port.describe());
    let client = place.add(id, SecurityGroup::new(vpc));
    place.scope.connect(client, balancer, port);
}

/// The load balancer that the services of a stack share.
pub fn front(
    place: Place<'_>,
    vpc: VpcHandle,
    known: Known,
    dice: &mut Dice,
) -> LoadBalancerHandle {
    if dice.says() {
        let group = SecurityGroup::imported("sg-0a1a2a3a");
        let group = dice.some(group, &[&|it, _| it.open_to_change()]);
        let group = place.add("OfFront", group);
        let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/old/1";
        let listener = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/old/1/2";
        let front = ApplicationLoadBalancer::imported(arn)
            .vpc(vpc)
            .security_group(group)
            .listener(listener)
            .dns_name("old.example.com")
            .hosted_zone("Z0123456789ABC");
        return place.add("Front", front);
    }
    let logs = place.add("FrontLogs", LogBucket::new().keep_days(30));
    let front = ApplicationLoadBalancer::new(vpc);
    let front = dice.some(
        front,
        &[
            &|it, _| match known.public {
                true => it.internet_facing(),
                false => it,
            },
            &|it, _| it.certificate(CERTIFICATE),
            &|it, _| it.otherwise(Action::redirect(Redirect::temporary().host("example.com"))),
            &|it, _| it.otherwise(Action::respond(FixedResponse::status(404).json("{}"))),
            &|it, _| it.idle_timeout(90.seconds()),
            &|it, _| it.client_keep_alive(10.minutes()),
            &|it, _| it.keep_invalid_headers(),
            &|it, _| it.desync(DesyncMode::Strictest),
            &|it, _| it.preserve_host(),
            &|it, _| it.tls_headers(),
            &|it, _| it.forward_client_port(),
            &|it, _| it.forwarded_for(ForwardedFor::Remove),
            &|it, _| it.open_without_firewall(),
            &|it, _| it.deletion_protection(),
            &|it, _| it.zonal_shift(),
            &|it, _| it.min_capacity(100),
            &|it, _| it.access_logs(logs),
            &|it, _| it.connection_logs(logs),
            &|it, _| it.health_check_logs(logs),
            &|it, _| match known.ipv6 {
                true => it.address_type(AddressType::DualStack),
                false => it,
            },
        ],
    );
    let front = place.add("Front", front);
    reached(place, vpc, front, Port::tcp(80));
    reached(place, vpc, front, Port::tcp(443));
    front
}

/// The load balancer for connections that the services of a stack share.
pub fn net(
    place: Place<'_>,
    vpc: VpcHandle,
    known: Known,
    dice: &mut Dice,
) -> NetworkLoadBalancerHandle {
    let net = NetworkLoadBalancer::new(vpc);
    let net = match known.public && dice.often() {
        true => net.internet_facing(),
        false => net,
    };
    let net = dice.some(
        net,
        &[
            &|it, _| it.client_routing(ClientRouting::MostlyOwnZone),
            &|it, _| it.guard_private_link(false),
            &|it, _| it.cross_zone(true),
            &|it, _| it.zonal_shift(),
        ],
    );
    place.add("Net", net)
}

/// Puts a service behind a door.
pub fn behind(
    door: Door,
    service: FargateService,
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    number: usize,
    port: u16,
) -> FargateService {
    // Longer for each, so that no two rules are as narrow as each other.
    let path = format!("/{}/*", "s".repeat(number + 1));
    let public = 20_000 + u16::try_from(number).unwrap_or_default();
    match (door, around.front, around.net, around.gateway) {
        (Door::Path, Some(front), ..) => service.behind(place_of(front, dice, path)),
        (Door::TwoPaths, Some(front), ..) => {
            let first = front.path(path.clone()).named("First");
            let second = front.path(path).method("POST").named("Second");
            service.behind(first).behind(second)
        }
        (Door::Tcp, _, Some(net), _) => {
            reached(place, around.vpc, net, Port::tcp(public));
            let door = net.tcp(public);
            service.behind(dice.some(door, &[&|it, _| it.idle_timeout(10.minutes())]))
        }
        (Door::Tls, _, Some(net), _) => {
            reached(place, around.vpc, net, Port::tcp(public));
            let door = dice.some(
                net.tls(public, CERTIFICATE),
                &[
                    &|it, _| it.alpn(AlpnPolicy::Http2Optional),
                    &|it, _| it.ssl_policy(TlsPolicy::Tls13),
                    &|it, _| it.health_check(TargetHealthCheck::path("/health")),
                    &|it, _| it.target_group(|it| it.preserve_client_ip(false).sticky()),
                ],
            );
            service.behind(door)
        }
        (Door::Short | Door::ShortHttps, ..) => {
            let alb = AlbWithTargetGroup::new(around.vpc, Port::http(port));
            let alb = dice.some(
                alb.health_check("/health"),
                &[
                    &|it, _| it.deregistration_delay(60.seconds()),
                    &|it, _| it.target_group(|it| it.slow_start(60.seconds())),
                    &|it, _| it.balancer(|it| it.idle_timeout(30.seconds())),
                ],
            );
            let (alb, ports): (_, &[u16]) = match door {
                Door::ShortHttps => (alb.certificate(CERTIFICATE), &[443, 80]),
                _ => (alb, &[80]),
            };
            let alb = place.add("Alb", alb);
            for port in ports {
                reached(place, around.vpc, alb, Port::tcp(*port));
            }
            service.behind(alb)
        }
        (Door::Parts, ..) => {
            let alb = place.add("Balancer", ApplicationLoadBalancer::new(around.vpc));
            let group = TargetGroup::new(around.vpc, Port::http(port));
            let group = place.add("Target", target(dice, group));
            let listener = Listener::forward(alb, Port::http(8080), group);
            let listener = place.add("Listener", listener);
            reached(place, around.vpc, alb, Port::tcp(8080));
            service.behind(Target::new(alb, listener, group))
        }
        (Door::Gateway, _, _, Some(gateway)) => {
            let way = gateway.port(PORT);
            service.through(dice.some(way, &[&|it, _| it.health_check("/healthz")]))
        }
        (Door::Lattice, ..) => {
            let group = LatticeTargetGroup::new(around.vpc, Port::http(port), addresses());
            service.lattice(place.add("Targets", group).port(PORT))
        }
        _ => service,
    }
}

fn place_of(front: LoadBalancerHandle, dice: &mut Dice, path: String) -> Behind {
    dice.some(
        front.path(path),
        &[
            &|it, _| it.host("*.example.com"),
            &|it, _| it.method("GET"),
            &|it, _| it.header("x-shop", "*"),
            &|it, _| it.source("10.0.0.0/8"),
            &|it, _| it.rewrite_path("^/s+/(.*)$", "/$1"),
            &|it, _| it.health_check(TargetHealthCheck::path("/healthz").codes("200-299")),
            &|it, _| it.target_group(|it| it.sticky(1.hours()).deregistration_delay(10.seconds())),
        ],
    )
}

fn target(dice: &mut Dice, group: TargetGroup) -> TargetGroup {
    dice.some(
        group,
        &[
            &|it, _| it.algorithm(Algorithm::LeastOutstandingRequests),
            &|it, _| it.sticky_by_cookie("shop", 1.hours()),
            &|it, _| it.healthy_targets(HealthyTargets::new().dns(2).routing(1)),
            &|it, _| it.cross_zone(false),
            &|it, _| {
                let check = TargetHealthCheck::path("/ready").every(10.seconds());
                it.health_check(check.timeout(3.seconds()).healthy_threshold(3))
            },
        ],
    )
}

/// A listener that is for tests of what comes.
pub fn test_listener(
    place: Place<'_>,
    vpc: VpcHandle,
    front: LoadBalancerHandle,
) -> ListenerHandle {
    reached(place, vpc, front, Port::tcp(8999));
    let listener = Listener::new(front, Port::http(8999), Action::respond(404));
    place.add("Listener", listener)
}

/// Listeners, rules and certificates of a load balancer that nothing of the program is behind.
pub fn listeners(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let alb = place.add("Alb", ApplicationLoadBalancer::new(around.vpc));
    reached(place, around.vpc, alb, Port::tcp(443));
    reached(place, around.vpc, alb, Port::tcp(80));
    let store = match dice.says() {
        true => {
            let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/old/1";
            place.add("OldStore", TrustStore::imported(arn))
        }
        false => {
            let store = dice.some(
                TrustStore::new("trust", "ca.pem"),
                &[&|it, _| it.version("7")],
            );
            place.add("Store", store)
        }
    };
    let revoked = TrustStoreRevocation::new(store, "trust", "gone.crl");
    place.add(
        "Revoked",
        dice.some(revoked, &[&|it, _| it.and("trust", "more.crl")]),
    );
    let group = |port| TargetGroup::new(around.vpc, Port::http(port)).address("10.0.0.17");
    let (one, other) = (place.add("One", group(80)), place.add("Other", group(81)));
    let function = TargetGroup::lambda("arn:aws:lambda:eu-west-1:111122223333:function:page");
    let function = place.add(
        "Function",
        dice.some(function, &[&|it, _| it.multi_value_headers()]),
    );
    let action = match dice.one_of([0, 1, 2]) {
        0 => Action::forward(one),
        1 => Action::weighted([(one, 90), (other, 10)]).sticky(10.minutes()),
        _ => Action::respond(FixedResponse::status(503).text("soon")),
    };
    let listener = dice.some(
        Listener::new(alb, Port::https(443), action).certificate(CERTIFICATE),
        &[
            &|it, _| it.ssl_policy(TlsPolicy::Tls13Tls12Res),
            &|it, _| it.mutual_tls(MutualTls::verify(store).advertise_authorities()),
            &|it, _| it.response_header(ResponseHeader::XFrameOptions, "DENY"),
            &|it, _| it.hide_server(),
            &|it, _| it.certificate_for("shop.example.com", CERTIFICATE),
        ],
    );
    let listener = place.add("Listener", listener);
    place.add("More", ListenerCertificate::new(listener, CERTIFICATE));
    place.add("Clear", Listener::redirect_to_https(alb, Port::http(80)));
    let provider = OidcProvider::new(
        "https://id.example.com",
        "https://id.example.com/authorize",
        "https://id.example.com/token",
        "https://id.example.com/userinfo",
    );
    let pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_1";
    let action = match dice.one_of([0, 1, 2, 3]) {
        0 => Action::forward(one),
        1 => {
            let secret = "{{resolve:secretsmanager:oidc:SecretString:secret}}";
            let people = Oidc::new(provider, "shop", secret).scope("openid email");
            Action::forward(one).authenticate(people.unauthenticated(Unauthenticated::Deny))
        }
        2 => {
            let people = Cognito::new(pool, "1a2b3c", "shop").session(1.hours());
            Action::forward(one).authenticate(people)
        }
        _ => {
            let keys = "https://id.example.com/keys";
            let programs = Jwt::new("https://id.example.com", keys);
            let programs = programs.claim("scope", ClaimFormat::SpaceSeparated, ["read"]);
            Action::forward(one).authenticate(programs)
        }
    };
    let rule = ListenerRule::new(listener.host("shop.example.com").path("/in/*"), action);
    place.add("Rule", rule);
    let rule = listener.header("x-page", "yes");
    place.add("Page", ListenerRule::new(rule, Action::forward(function)));
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/old/1/3";
    let old = Listener::imported(arn);
    let old = place.add("Old", old);
    let rule = ListenerRule::new(
        old.path("/old/*"),
        Action::redirect(Redirect::permanent().path("/")),
    );
    place.add("Moved", rule);
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/old/4";
    let kept = place.add("Kept", TargetGroup::imported(arn, Port::http(80)));
    let rule = ListenerRule::new(old.path("/kept/*"), Action::forward(kept));
    place.add("KeptRule", rule);
}

/// Connections to what no service registers.
pub fn connections(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let alb = place.add("Alb", ApplicationLoadBalancer::new(around.vpc));
    let inner = Listener::new(alb, Port::http(80), Action::respond(404));
    let inner = place.add("Inner", inner);
    reached(place, around.vpc, alb, Port::tcp(80));
    let through = NetworkTargetGroup::alb(around.vpc, alb, inner, 80);
    let through = through.health_check("/");
    let through = place.add("Through", through);
    let net = dice.some(
        NetworkLoadBalancer::new(around.vpc),
        &[&|it, _| it.deny_internet_gateway()],
    );
    let net = place.add("Own", net);
    place.add(
        "Web",
        NetworkListener::new(net, NetworkProtocol::Tcp, 80, through),
    );
    reached(place, around.vpc, net, Port::tcp(80));
    let protocol = dice.one_of([
        NetworkProtocol::Tcp,
        NetworkProtocol::Udp,
        NetworkProtocol::TcpUdp,
    ]);
    let group = dice.some(
        NetworkTargetGroup::new(around.vpc, protocol, 53).address("10.0.0.53"),
        &[
            &|it, _| it.deregistration_delay(60.seconds()),
            &|it, _| it.proxy_protocol(),
            &|it, _| it.sticky(),
            &|it, _| it.cross_zone(true),
            &|it, _| it.healthy_targets(HealthyTargets::new().dns_share(50.percent())),
        ],
    );
    let group = place.add("Names", group);
    if protocol != NetworkProtocol::Udp {
        reached(place, around.vpc, net, Port::tcp(53));
    }
    if protocol != NetworkProtocol::Tcp {
        reached(place, around.vpc, net, Port::udp(53));
    }
    place.add("Dns", NetworkListener::new(net, protocol, 53, group));
}
