#[test]
fn a_deployment_that_fails_is_rolled_back() {
    let template = Template::of(&synthesis("production").stacks[0]);
    let breaker = like!({ "Enable": true, "Rollback": true });
    let configuration = like!({ "DeploymentCircuitBreaker": breaker });
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "DeploymentConfiguration": configuration }),
    );
}

#[test]
fn production_stands_in_three_zones() {
    let template = Template::of(&synthesis("production").stacks[0]);
    template.resource_count_is("AWS::EC2::NatGateway", 3);
    template.has_resource_properties(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        like!({ "MinCapacity": 3, "MaxCapacity": 30 }),
    );
}
