#[test]
fn both_who_call_the_prices_know_where_they_are() {
    let synthesis = synthesis("production");
    let services = Template::of(&synthesis.stacks[1]);
    let calls = like!({ "Name": "PRICES_URL" });
    let containers = array_with([like!({ "Environment": array_with([calls]) })]);
    services.resource_properties_count_is(
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": containers }),
        2,
    );
    services.every_flow_is_open();
}
