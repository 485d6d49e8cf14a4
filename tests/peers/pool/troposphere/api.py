"""A REST API before a function, as it is written without any help."""
from troposphere import GetAtt, Output, Ref, Sub, Template, apigateway, awslambda, iam

template = Template()
role = template.add_resource(iam.Role("Role", AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com"]}, "Action": ["sts:AssumeRole"]}]}, ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]))
fn = template.add_resource(awslambda.Function("Fn", Handler="index.handler", Runtime="python3.12", Role=GetAtt(role, "Arn"), Timeout=10, MemorySize=256, Code=awslambda.Code(ZipFile="def handler(event, context):\n    return {'statusCode': 200}\n"), Environment=awslambda.Environment(Variables={"LEVEL": "info"})))
api = template.add_resource(apigateway.RestApi("Api", Name=Sub("${AWS::StackName}-api"), EndpointConfiguration=apigateway.EndpointConfiguration(Types=["REGIONAL"])))
items = template.add_resource(apigateway.Resource("Items", RestApiId=Ref(api), ParentId=GetAtt(api, "RootResourceId"), PathPart="items"))
method = template.add_resource(apigateway.Method("Get", RestApiId=Ref(api), ResourceId=Ref(items), HttpMethod="GET", AuthorizationType="AWS_IAM", Integration=apigateway.Integration(Type="AWS_PROXY", IntegrationHttpMethod="POST", Uri=Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations"))))
template.add_resource(awslambda.Permission("Permission", Action="lambda:InvokeFunction", FunctionName=Ref(fn), Principal="apigateway.amazonaws.com", SourceArn=Sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/items")))
deployment = template.add_resource(apigateway.Deployment("Deployment", RestApiId=Ref(api), DependsOn=method))
stage = template.add_resource(apigateway.Stage("Stage", RestApiId=Ref(api), DeploymentId=Ref(deployment), StageName="live", MethodSettings=[apigateway.MethodSetting(ResourcePath="/*", HttpMethod="*", MetricsEnabled=True)]))
template.add_output(Output("Url", Value=Sub("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Stage}/items")))
