use stackwright_cfn::ecs::{self, task_definition::ContainerDefinition};

fn main() {
    // `Image` is required.
    ecs::TaskDefinition::new().container_definitions([ContainerDefinition::new().name("web")]);
}
