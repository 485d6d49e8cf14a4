#[test]
fn what_nobody_can_handle_is_kept() {
    let template = Template::of(&synthesis("production").stacks[0]);
    template.resource_count_is("AWS::SQS::Queue", 2);
    template.has_resource_properties(
        "AWS::SQS::Queue",
        like!({ "RedrivePolicy": { "maxReceiveCount": 5 } }),
    );
}

#[test]
fn where_nothing_waits_nobody_works() {
    let template = Template::of(&synthesis("production").stacks[0]);
    template.has_resource_properties(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        like!({ "MinCapacity": 0, "MaxCapacity": 20 }),
    );
}
