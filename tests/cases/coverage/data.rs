use super::row::{Area, groups};

/// What containers talk to.
pub(super) const AREA: Area = Area {
    title: "Links, queues, topics, tables, buckets, keys, streams, events",
    groups: groups! {
        "links", "What AWS CDK says in three places: `grant..` on the role of the task, `connections.allow..` on the service, `environment` and `secrets` of the container." {
            "grant.. to the task role", "" => better "Container::link", "the right, the way, variables and secrets in one call", proof = crate::aws::links::a_link_brings_right_way_variables_and_secrets_at_once;
            "connections.allowTo", "" => better "Container::link", "for every service of the task, whichever is added first", proof = crate::aws::links::every_service_of_a_task_gets_the_way;
            "across stacks", "" => better "Container::link", "the rules are in the stack that is deployed later, so that stacks make no ring", proof = crate::aws::links::a_link_to_another_stack_makes_no_ring;
            "names of variables", "ContainerDefinitions.Environment" => better "link_as, Link::named", "from the id of what is linked to, if they are not said", proof = crate::aws::links::names_come_from_ids_word_by_word;
            "two values for one name", "ContainerDefinitions.Environment" => better "ECS140", "told with both lines, where the last one wins silently", proof = crate::aws::links::two_values_for_one_name_are_told_with_both_places;
            "links of one's own constructs", "" => better "Link::to", "a value that any construct can make", proof = crate::aws::links::a_link_brings_right_way_variables_and_secrets_at_once;
        }
    },
};
