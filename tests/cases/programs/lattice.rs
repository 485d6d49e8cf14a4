//! VPC Lattice.

use stackwright::aws::iam::PolicyDocument;
use stackwright::aws::vpclattice::{
    LatticeAction, LatticeAlbTargetGroup, LatticeAuth, LatticeFunctionTargetGroup, LatticeListener,
    LatticeMatch, LatticeRule, LatticeService, LatticeTargetGroup, PrivateDns, ServiceNetwork,
    ServiceNetworkServiceAssociation, ServiceNetworkVpcAssociation,
};
use stackwright::prelude::*;

use super::CERTIFICATE;
use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// Where requests of VPC Lattice come from.
pub fn addresses() -> Peer {
    Peer::prefix_list("pl-0721453c7ac4ec009")
}

/// A network, a service in it, and what becomes of its requests.
pub fn network(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let anyone = Statement::allow(["vpc-lattice-svcs:Invoke"])
        .on_all()
        .to(Principal::account("111122223333"));
    let auth = || LatticeAuth::iam(PolicyDocument::new().statement(anyone.clone()));
    let network = match dice.says() {
        true => {
            let arn =
                "arn:aws:vpc-lattice:eu-west-1:444455556666:servicenetwork/sn-0a1b2c3d4e5f67890";
            place.add("OldNetwork", ServiceNetwork::imported(arn))
        }
        false => {
            let network = dice.some(
                ServiceNetwork::new(),
                &[&|it, _| it.name("shop-net"), &|it, _| it.auth(auth())],
            );
            place.add("Network", network)
        }
    };
    let callers = dice.some(
        ServiceNetworkVpcAssociation::new(network, around.vpc),
        &[&|it, _| it.private_dns(PrivateDns::Verified)],
    );
    place.add("Callers", callers);
    let group = |port| LatticeTargetGroup::new(around.vpc, Port::http(port), addresses());
    let group = dice.some(
        group(8080),
        &[&|it, _| it.health_check("/healthz"), &|it, _| {
            it.name("orders-targets")
        }],
    );
    let group = place.add("Group", group);
    let arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-0a1b2c3d4e5f67890";
    let old = LatticeTargetGroup::imported(arn, addresses());
    let old = place.add("OldGroup", old);
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:old";
    let function = LatticeFunctionTargetGroup::new(function);
    let function = place.add("Function", function);
    let alb = place.add("Inner", ApplicationLoadBalancer::new(around.vpc));
    let inner = Listener::new(alb, Port::http(80), Action::respond(404));
    let inner = place.add("InnerListener", inner);
    let behind = LatticeAlbTargetGroup::new(around.vpc, Port::http(80), alb, inner, addresses());
    let behind = place.add("Behind", behind);
    let service = dice.some(
        LatticeService::new(),
        &[
            &|it, _| it.name("orders"),
            &|it, _| it.auth(auth()),
            &|it, _| it.domain("orders.example.com", CERTIFICATE),
            &|it, _| it.idle_timeout(5.minutes()),
        ],
    );
    let service = place.add("Orders", service);
    let joins = ServiceNetworkServiceAssociation::new(network, service);
    place.add("Joins", joins);
    let listener = LatticeListener::new(service, Port::http(80), LatticeAction::answer(404));
    let listener = dice.some(listener, &[&|it, _| it.name("plain")]);
    let listener = place.add("Listener", listener);
    let action = match dice.one_of([0, 1, 2, 3]) {
        0 => LatticeAction::forward(group),
        1 => LatticeAction::forward(function),
        2 => LatticeAction::forward(behind),
        _ => LatticeAction::split([(group, 90), (old, 10)]),
    };
    let requests = match dice.one_of([0, 1, 2]) {
        0 => LatticeMatch::path_prefix("/v1/"),
        1 => LatticeMatch::path("/v1").and_method("GET"),
        _ => LatticeMatch::header("x-shop", "1").and_header("x-stage", "live"),
    };
    place.add("Rule", LatticeRule::new(listener, 10, requests, action));
    let arn = "arn:aws:vpc-lattice:eu-west-1:444455556666:service/svc-0a1b2c3d4e5f67890";
    let prices = place.add("Prices", LatticeService::imported(arn));
    let caller = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
    let caller = place.add("Caller", caller);
    place.scope.grant(caller, prices.invoke());
}
