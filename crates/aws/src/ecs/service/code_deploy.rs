use stackwright_cfn::ecs::service as cfn;

/// Says that CodeDeploy deploys the service; that ECS does needs no word.
pub(super) fn controller(is_chosen: bool) -> Option<cfn::DeploymentController> {
    is_chosen
        .then(|| cfn::DeploymentController::new().r#type(cfn::DeploymentControllerType::CodeDeploy))
}
