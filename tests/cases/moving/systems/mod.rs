//! Whole systems that AWS CDK has deployed, as a newcomer writes them anew by the page on moving: all of it stays where
//! it is, and at work.
//!
//! The templates are those of the programs in `tests/data/moving/cdk`, with aws-cdk-lib 2.276.0 and the metadata of its
//! command line.

mod edge;
mod orders;
mod platform;
mod shop;
mod thumbnails;

use stackwright::prelude::*;
use stackwright::template::Template;
use stackwright_change::{Effect, Kind, VERSIONED};
use stackwright_cli::adopt::Adoption;

use super::{deployed, difference};

const ORDERS: &str = include_str!("../../../data/moving/orders.json");
const THUMBNAILS: &str = include_str!("../../../data/moving/thumbnails.json");
const PLATFORM: &str = include_str!("../../../data/moving/platform.json");
const SHOP: &str = include_str!("../../../data/moving/shop.json");
const EDGE: &str = include_str!("../../../data/moving/edge.json");

/// Adopts a stack, and holds that with the lines that are printed nothing goes, nothing is replaced, nothing is
/// interrupted, nothing goes wrong on the way, and that nothing more is to be said.
fn stays(build: fn(&App), stack: &str, old: &Template) -> Adoption {
    let app = App::new();
    build(&app);
    let adoption = Adoption::of(&app, stack, old).expect("the app has the stack");
    let hazards = &adoption.change.hazards;
    assert!(hazards.is_empty(), "{hazards:#?}");
    assert_eq!(adoption.common, old.resources().count());
    for resource in &adoption.change.resources {
        let stays = matches!(resource.kind, Kind::Added | Kind::Changed { .. });
        assert!(stays, "{}: {:?}", resource.id, resource.kind);
        let is_revision = resource.type_name == VERSIONED && resource.effect == Effect::Replaces;
        let is_harmless = resource.effect < Effect::Interrupts || is_revision;
        assert!(is_harmless, "{resource:#?}");
    }
    let again = Adoption::of(&app, stack, old).expect("the app has the stack");
    assert_eq!(again.to_rust("deployed.json"), "");
    adoption
}

/// The deployed id of what stands at a path.
fn id_of<'a>(adoption: &'a Adoption, path: &str) -> Option<&'a str> {
    let mut pins = adoption.pins.iter();
    let pin = pins.find(|(own, _)| own == path);
    pin.map(|(_, id)| id.as_str())
}

/// What `adopt` says of a property.
fn kept(adoption: &Adoption, path: &str, pointer: &str) -> bool {
    let mut all = adoption.overrides.iter();
    all.any(|kept| kept.path == path && kept.pointer == pointer)
}

#[test]
pub(crate) fn an_api_with_a_database() {
    let adoption = stays(orders::build, "OrdersProd", &deployed(ORDERS));
    // Another password would lock out the tasks that run.
    assert!(kept(
        &adoption,
        "Database/Secret/Resource",
        "/GenerateSecretString"
    ));
    // An upgrade on the way would restart the database.
    assert!(kept(&adoption, "Database/Resource", "/EngineVersion"));
    // Who comes before the new rule is there is answered.
    assert!(kept(
        &adoption,
        "Front/Listener/Resource",
        "/DefaultActions"
    ));
    assert_eq!(adoption.included, ["CDKMetadata"]);
}

#[test]
pub(crate) fn a_worker_with_its_bucket_and_table() {
    let adoption = stays(thumbnails::build, "Thumbnails", &deployed(THUMBNAILS));
    assert_eq!(adoption.included, ["CDKMetadata"]);
}

#[test]
pub(crate) fn services_in_subnets_of_their_own_name() {
    let adoption = stays(platform::build, "Platform", &deployed(PLATFORM));
    assert_eq!(adoption.included, ["CDKMetadata"]);
    let mount = id_of(&adoption, "Files/MountTarget2");
    assert_eq!(mount, Some("FilesEfsMountTarget22C8423FA"));
    assert!(!kept(
        &adoption,
        "Network/AppSubnet1/Resource",
        "/CidrBlock"
    ));
}

#[test]
pub(crate) fn instances_and_what_runs_by_the_clock() {
    let adoption = stays(edge::build, "Edge", &deployed(EDGE));
    assert_eq!(
        id_of(&adoption, "Nightly/Resource"),
        Some("NightlyScheduledEventRuleAFFCD8B7")
    );
    assert_eq!(
        id_of(&adoption, "Nightly/Role/Resource"),
        Some("NightlyScheduledTaskDefEventsRoleEEC2C33E")
    );
    // The hook that drains instances keeps its role, and what that may do.
    for id in [
        "GroupLifecycleHookDrainHookRole5C30370F",
        "GroupLifecycleHookDrainHookRoleDefaultPolicy07182ADA",
    ] {
        assert!(adoption.included.iter().any(|own| own == id), "{id}");
    }
    // A rule beside the group comes only after it.
    assert!(kept(
        &adoption,
        "Nlb/SecurityGroup/Resource",
        "/SecurityGroupEgress"
    ));
}

#[test]
pub(crate) fn a_shop_with_aurora_and_a_cache() {
    let adoption = stays(shop::build, "ShopStack", &deployed(SHOP));
    let writer = id_of(&adoption, "Aurora/Writer");
    assert_eq!(writer, Some("AurorawriterDC5BC759"));
    assert!(kept(&adoption, "Aurora/Resource", "/EngineVersion"));
    // The output that others import is the program's own, and the cache, which no construct makes, stays.
    assert_eq!(id_of(&adoption, "VpcIdOutput"), Some("VpcId"));
    assert!(adoption.included.iter().any(|own| own == "Cache"));
    assert!(adoption.included.iter().all(|own| own != "VpcId"));
}

/// As they stand they change nothing, not even what a template says of its form.
#[test]
pub(crate) fn what_is_included_is_the_same() {
    for text in [ORDERS, THUMBNAILS, PLATFORM, EDGE, SHOP] {
        let said = difference(
            |app| {
                app.stack("Kept").include(text);
            },
            &deployed(text),
        );
        assert_eq!(said, "nothing changes\n");
    }
}
