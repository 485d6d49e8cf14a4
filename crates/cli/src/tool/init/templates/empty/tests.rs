#[test]
fn everything_says_which_system_it_is_of() {
    let template = Template::of(&synthesis("production").stacks[0]);
    template.has_resource_properties(
        "AWS::SSM::Parameter",
        like!({ "Value": "Production", "Tags": { "System": "my-app" } }),
    );
}
