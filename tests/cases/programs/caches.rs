//! Caches, and who uses them.

use stackwright::aws::elasticache::{CacheAccess, CacheSize, Valkey, ValkeyNodes};
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::{Around, IMAGE};
use super::place::Place;

const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:cache-AbCdEf";

/// A serverless cache, one of nodes, and one that exists.
pub fn caches(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let group = place.add("Doors", SecurityGroup::new(around.vpc));
    let cache = dice.some(
        Valkey::new(around.vpc),
        &[
            &|it, _| it.subnets(SubnetKind::Private),
            &|it, _| it.security_group(group),
            &|it, _| it.encrypted_with(KEY),
            &|it, dice| it.snapshots(dice.number(1..=35).days()),
            &|it, _| it.at_most(10.gib(), 5000),
        ],
    );
    let cache = place.add("Sessions", cache);
    let nodes = dice.some(
        Valkey::nodes(around.vpc, CacheSize::M7gLarge),
        &[
            &|it, _| it.shards(2),
            &|it, dice| it.copies(dice.number(1..=5)),
            &|it, _| it.subnets(SubnetKind::Private),
            &|it, _| it.security_group(group),
            &|it, _| it.access(CacheAccess::Iam),
            &|it, _| it.encrypted_with(KEY),
            &|it, dice| it.snapshots(dice.number(1..=35).days()),
            &|it, _| it.maintenance_window("sun:04:00-sun:05:00"),
            &|it, _| it.removal_policy(DeletionPolicy::Snapshot),
        ],
    );
    let nodes = place.add("Pages", nodes);
    let secret = place.add("OldSecret", Secret::imported(SECRET));
    let old = Valkey::imported("old", "old.cache.example.com", group).user("old", secret);
    let old = place.add("Old", old);
    let known = ValkeyNodes::imported("known", "known.cache.example.com", group);
    let known = dice.some(
        known,
        &[&|it, _| it.iam_user("app"), &|it, _| {
            it.read_host("known-ro.cache.example.com")
        }],
    );
    place.add("Known", known);
    if dice.says() {
        let container = Container::new("reader", IMAGE)
            .link(cache.login())
            .link(nodes.reach())
            .link(old.login());
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
        place.add("Reader", task.container(container));
    }
}
