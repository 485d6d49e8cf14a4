//! Which service assumes the role that a property names.

/// A place that takes a role, and who assumes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RolePlace {
    /// The resource type.
    pub resource_type: &'static str,
    /// The way from the properties down, with `*` for every element: `Targets/*/RoleArn`.
    pub way: &'static str,
    /// The services, of which the role trusts one at least: `ecs-tasks.amazonaws.com`.
    pub services: &'static [&'static str],
    /// Whether AWS says so on a page that was read; if not, it is likely, and no more.
    pub read: bool,
}

// The places, sorted, written by the build script from `facts/common/role-principals.txt`.
include!(concat!(env!("OUT_DIR"), "/roles.rs"));

/// The places of a resource type that take a role of which it is known who assumes it.
#[must_use]
pub fn role_places(type_name: &str) -> &'static [RolePlace] {
    let first = PLACES.partition_point(|place| place.resource_type < type_name);
    let mut after = first;
    while PLACES
        .get(after)
        .is_some_and(|place| place.resource_type == type_name)
    {
        after += 1;
    }
    PLACES.get(first..after).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{PLACES, role_places};

    #[test]
    fn places_are_found_by_their_types() {
        let tasks = role_places("AWS::ECS::TaskDefinition");
        let ways: Vec<&str> = tasks.iter().map(|place| place.way).collect();
        assert_eq!(ways, ["ExecutionRoleArn", "TaskRoleArn"]);
        assert_eq!(tasks[0].services, ["ecs-tasks.amazonaws.com"]);
        assert!(role_places("AWS::EC2::VPC").is_empty());
        assert!(tasks.iter().all(|place| place.read));
        assert!(PLACES.iter().all(|place| !place.services.is_empty()));
        assert!(PLACES.is_sorted_by_key(|place| (place.resource_type, place.way)));
    }
}
