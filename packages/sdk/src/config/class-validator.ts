import * as validator from 'class-validator';
import { legacyOnly } from './legacy-only.ts';

export * from 'class-validator';

// The decorators stand before those of the same names above. Called as those of TC39 they say what to do, in the place of a TypeError.
/** `Allow` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Allow: typeof validator.Allow = legacyOnly('Allow', validator.Allow);
/** `ArrayContains` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayContains: typeof validator.ArrayContains = legacyOnly('ArrayContains', validator.ArrayContains);
/** `ArrayMaxSize` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayMaxSize: typeof validator.ArrayMaxSize = legacyOnly('ArrayMaxSize', validator.ArrayMaxSize);
/** `ArrayMinSize` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayMinSize: typeof validator.ArrayMinSize = legacyOnly('ArrayMinSize', validator.ArrayMinSize);
/** `ArrayNotContains` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayNotContains: typeof validator.ArrayNotContains = legacyOnly(
  'ArrayNotContains',
  validator.ArrayNotContains,
);
/** `ArrayNotEmpty` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayNotEmpty: typeof validator.ArrayNotEmpty = legacyOnly('ArrayNotEmpty', validator.ArrayNotEmpty);
/** `ArrayUnique` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ArrayUnique: typeof validator.ArrayUnique = legacyOnly('ArrayUnique', validator.ArrayUnique);
/** `Contains` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Contains: typeof validator.Contains = legacyOnly('Contains', validator.Contains);
/** `Equals` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Equals: typeof validator.Equals = legacyOnly('Equals', validator.Equals);
/** `IsAlpha` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsAlpha: typeof validator.IsAlpha = legacyOnly('IsAlpha', validator.IsAlpha);
/** `IsAlphanumeric` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsAlphanumeric: typeof validator.IsAlphanumeric = legacyOnly('IsAlphanumeric', validator.IsAlphanumeric);
/** `IsArray` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsArray: typeof validator.IsArray = legacyOnly('IsArray', validator.IsArray);
/** `IsAscii` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsAscii: typeof validator.IsAscii = legacyOnly('IsAscii', validator.IsAscii);
/** `IsBIC` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBIC: typeof validator.IsBIC = legacyOnly('IsBIC', validator.IsBIC);
/** `IsBase32` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBase32: typeof validator.IsBase32 = legacyOnly('IsBase32', validator.IsBase32);
/** `IsBase58` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBase58: typeof validator.IsBase58 = legacyOnly('IsBase58', validator.IsBase58);
/** `IsBase64` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBase64: typeof validator.IsBase64 = legacyOnly('IsBase64', validator.IsBase64);
/** `IsBoolean` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBoolean: typeof validator.IsBoolean = legacyOnly('IsBoolean', validator.IsBoolean);
/** `IsBooleanString` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBooleanString: typeof validator.IsBooleanString = legacyOnly(
  'IsBooleanString',
  validator.IsBooleanString,
);
/** `IsBtcAddress` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsBtcAddress: typeof validator.IsBtcAddress = legacyOnly('IsBtcAddress', validator.IsBtcAddress);
/** `IsByteLength` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsByteLength: typeof validator.IsByteLength = legacyOnly('IsByteLength', validator.IsByteLength);
/** `IsCreditCard` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsCreditCard: typeof validator.IsCreditCard = legacyOnly('IsCreditCard', validator.IsCreditCard);
/** `IsCurrency` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsCurrency: typeof validator.IsCurrency = legacyOnly('IsCurrency', validator.IsCurrency);
/** `IsDataURI` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDataURI: typeof validator.IsDataURI = legacyOnly('IsDataURI', validator.IsDataURI);
/** `IsDate` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDate: typeof validator.IsDate = legacyOnly('IsDate', validator.IsDate);
/** `IsDateString` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDateString: typeof validator.IsDateString = legacyOnly('IsDateString', validator.IsDateString);
/** `IsDecimal` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDecimal: typeof validator.IsDecimal = legacyOnly('IsDecimal', validator.IsDecimal);
/** `IsDefined` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDefined: typeof validator.IsDefined = legacyOnly('IsDefined', validator.IsDefined);
/** `IsDivisibleBy` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsDivisibleBy: typeof validator.IsDivisibleBy = legacyOnly('IsDivisibleBy', validator.IsDivisibleBy);
/** `IsEAN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsEAN: typeof validator.IsEAN = legacyOnly('IsEAN', validator.IsEAN);
/** `IsEmail` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsEmail: typeof validator.IsEmail = legacyOnly('IsEmail', validator.IsEmail);
/** `IsEmpty` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsEmpty: typeof validator.IsEmpty = legacyOnly('IsEmpty', validator.IsEmpty);
/** `IsEnum` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsEnum: typeof validator.IsEnum = legacyOnly('IsEnum', validator.IsEnum);
/** `IsEthereumAddress` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsEthereumAddress: typeof validator.IsEthereumAddress = legacyOnly(
  'IsEthereumAddress',
  validator.IsEthereumAddress,
);
/** `IsFQDN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsFQDN: typeof validator.IsFQDN = legacyOnly('IsFQDN', validator.IsFQDN);
/** `IsFirebasePushId` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsFirebasePushId: typeof validator.IsFirebasePushId = legacyOnly(
  'IsFirebasePushId',
  validator.IsFirebasePushId,
);
/** `IsFullWidth` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsFullWidth: typeof validator.IsFullWidth = legacyOnly('IsFullWidth', validator.IsFullWidth);
/** `IsHSL` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsHSL: typeof validator.IsHSL = legacyOnly('IsHSL', validator.IsHSL);
/** `IsHalfWidth` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsHalfWidth: typeof validator.IsHalfWidth = legacyOnly('IsHalfWidth', validator.IsHalfWidth);
/** `IsHash` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsHash: typeof validator.IsHash = legacyOnly('IsHash', validator.IsHash);
/** `IsHexColor` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsHexColor: typeof validator.IsHexColor = legacyOnly('IsHexColor', validator.IsHexColor);
/** `IsHexadecimal` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsHexadecimal: typeof validator.IsHexadecimal = legacyOnly('IsHexadecimal', validator.IsHexadecimal);
/** `IsIBAN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsIBAN: typeof validator.IsIBAN = legacyOnly('IsIBAN', validator.IsIBAN);
/** `IsIP` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsIP: typeof validator.IsIP = legacyOnly('IsIP', validator.IsIP);
/** `IsISBN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISBN: typeof validator.IsISBN = legacyOnly('IsISBN', validator.IsISBN);
/** `IsISIN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISIN: typeof validator.IsISIN = legacyOnly('IsISIN', validator.IsISIN);
/** `IsISO31661Alpha2` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO31661Alpha2: typeof validator.IsISO31661Alpha2 = legacyOnly(
  'IsISO31661Alpha2',
  validator.IsISO31661Alpha2,
);
/** `IsISO31661Alpha3` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO31661Alpha3: typeof validator.IsISO31661Alpha3 = legacyOnly(
  'IsISO31661Alpha3',
  validator.IsISO31661Alpha3,
);
/** `IsISO31661Numeric` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO31661Numeric: typeof validator.IsISO31661Numeric = legacyOnly(
  'IsISO31661Numeric',
  validator.IsISO31661Numeric,
);
/** `IsISO4217CurrencyCode` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO4217CurrencyCode: typeof validator.IsISO4217CurrencyCode = legacyOnly(
  'IsISO4217CurrencyCode',
  validator.IsISO4217CurrencyCode,
);
/** `IsISO6391` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO6391: typeof validator.IsISO6391 = legacyOnly('IsISO6391', validator.IsISO6391);
/** `IsISO8601` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISO8601: typeof validator.IsISO8601 = legacyOnly('IsISO8601', validator.IsISO8601);
/** `IsISRC` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISRC: typeof validator.IsISRC = legacyOnly('IsISRC', validator.IsISRC);
/** `IsISSN` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsISSN: typeof validator.IsISSN = legacyOnly('IsISSN', validator.IsISSN);
/** `IsIdentityCard` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsIdentityCard: typeof validator.IsIdentityCard = legacyOnly('IsIdentityCard', validator.IsIdentityCard);
/** `IsIn` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsIn: typeof validator.IsIn = legacyOnly('IsIn', validator.IsIn);
/** `IsInstance` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsInstance: typeof validator.IsInstance = legacyOnly('IsInstance', validator.IsInstance);
/** `IsInt` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsInt: typeof validator.IsInt = legacyOnly('IsInt', validator.IsInt);
/** `IsJSON` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsJSON: typeof validator.IsJSON = legacyOnly('IsJSON', validator.IsJSON);
/** `IsJWT` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsJWT: typeof validator.IsJWT = legacyOnly('IsJWT', validator.IsJWT);
/** `IsLatLong` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsLatLong: typeof validator.IsLatLong = legacyOnly('IsLatLong', validator.IsLatLong);
/** `IsLatitude` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsLatitude: typeof validator.IsLatitude = legacyOnly('IsLatitude', validator.IsLatitude);
/** `IsLocale` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsLocale: typeof validator.IsLocale = legacyOnly('IsLocale', validator.IsLocale);
/** `IsLongitude` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsLongitude: typeof validator.IsLongitude = legacyOnly('IsLongitude', validator.IsLongitude);
/** `IsLowercase` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsLowercase: typeof validator.IsLowercase = legacyOnly('IsLowercase', validator.IsLowercase);
/** `IsMACAddress` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMACAddress: typeof validator.IsMACAddress = legacyOnly('IsMACAddress', validator.IsMACAddress);
/** `IsMagnetURI` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMagnetURI: typeof validator.IsMagnetURI = legacyOnly('IsMagnetURI', validator.IsMagnetURI);
/** `IsMilitaryTime` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMilitaryTime: typeof validator.IsMilitaryTime = legacyOnly('IsMilitaryTime', validator.IsMilitaryTime);
/** `IsMimeType` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMimeType: typeof validator.IsMimeType = legacyOnly('IsMimeType', validator.IsMimeType);
/** `IsMobilePhone` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMobilePhone: typeof validator.IsMobilePhone = legacyOnly('IsMobilePhone', validator.IsMobilePhone);
/** `IsMongoId` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMongoId: typeof validator.IsMongoId = legacyOnly('IsMongoId', validator.IsMongoId);
/** `IsMultibyte` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsMultibyte: typeof validator.IsMultibyte = legacyOnly('IsMultibyte', validator.IsMultibyte);
/** `IsNegative` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNegative: typeof validator.IsNegative = legacyOnly('IsNegative', validator.IsNegative);
/** `IsNotEmpty` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNotEmpty: typeof validator.IsNotEmpty = legacyOnly('IsNotEmpty', validator.IsNotEmpty);
/** `IsNotEmptyObject` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNotEmptyObject: typeof validator.IsNotEmptyObject = legacyOnly(
  'IsNotEmptyObject',
  validator.IsNotEmptyObject,
);
/** `IsNotIn` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNotIn: typeof validator.IsNotIn = legacyOnly('IsNotIn', validator.IsNotIn);
/** `IsNumber` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNumber: typeof validator.IsNumber = legacyOnly('IsNumber', validator.IsNumber);
/** `IsNumberString` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsNumberString: typeof validator.IsNumberString = legacyOnly('IsNumberString', validator.IsNumberString);
/** `IsObject` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsObject: typeof validator.IsObject = legacyOnly('IsObject', validator.IsObject);
/** `IsOctal` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsOctal: typeof validator.IsOctal = legacyOnly('IsOctal', validator.IsOctal);
/** `IsOptional` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsOptional: typeof validator.IsOptional = legacyOnly('IsOptional', validator.IsOptional);
/** `IsPassportNumber` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsPassportNumber: typeof validator.IsPassportNumber = legacyOnly(
  'IsPassportNumber',
  validator.IsPassportNumber,
);
/** `IsPhoneNumber` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsPhoneNumber: typeof validator.IsPhoneNumber = legacyOnly('IsPhoneNumber', validator.IsPhoneNumber);
/** `IsPort` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsPort: typeof validator.IsPort = legacyOnly('IsPort', validator.IsPort);
/** `IsPositive` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsPositive: typeof validator.IsPositive = legacyOnly('IsPositive', validator.IsPositive);
/** `IsPostalCode` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsPostalCode: typeof validator.IsPostalCode = legacyOnly('IsPostalCode', validator.IsPostalCode);
/** `IsRFC3339` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsRFC3339: typeof validator.IsRFC3339 = legacyOnly('IsRFC3339', validator.IsRFC3339);
/** `IsRgbColor` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsRgbColor: typeof validator.IsRgbColor = legacyOnly('IsRgbColor', validator.IsRgbColor);
/** `IsSemVer` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsSemVer: typeof validator.IsSemVer = legacyOnly('IsSemVer', validator.IsSemVer);
/** `IsString` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsString: typeof validator.IsString = legacyOnly('IsString', validator.IsString);
/** `IsStrongPassword` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsStrongPassword: typeof validator.IsStrongPassword = legacyOnly(
  'IsStrongPassword',
  validator.IsStrongPassword,
);
/** `IsSurrogatePair` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsSurrogatePair: typeof validator.IsSurrogatePair = legacyOnly(
  'IsSurrogatePair',
  validator.IsSurrogatePair,
);
/** `IsTaxId` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsTaxId: typeof validator.IsTaxId = legacyOnly('IsTaxId', validator.IsTaxId);
/** `IsTimeZone` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsTimeZone: typeof validator.IsTimeZone = legacyOnly('IsTimeZone', validator.IsTimeZone);
/** `IsUUID` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsUUID: typeof validator.IsUUID = legacyOnly('IsUUID', validator.IsUUID);
/** `IsUppercase` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsUppercase: typeof validator.IsUppercase = legacyOnly('IsUppercase', validator.IsUppercase);
/** `IsUrl` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsUrl: typeof validator.IsUrl = legacyOnly('IsUrl', validator.IsUrl);
/** `IsVariableWidth` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const IsVariableWidth: typeof validator.IsVariableWidth = legacyOnly(
  'IsVariableWidth',
  validator.IsVariableWidth,
);
/** `Length` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Length: typeof validator.Length = legacyOnly('Length', validator.Length);
/** `Matches` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Matches: typeof validator.Matches = legacyOnly('Matches', validator.Matches);
/** `Max` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Max: typeof validator.Max = legacyOnly('Max', validator.Max);
/** `MaxDate` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const MaxDate: typeof validator.MaxDate = legacyOnly('MaxDate', validator.MaxDate);
/** `MaxLength` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const MaxLength: typeof validator.MaxLength = legacyOnly('MaxLength', validator.MaxLength);
/** `Min` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Min: typeof validator.Min = legacyOnly('Min', validator.Min);
/** `MinDate` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const MinDate: typeof validator.MinDate = legacyOnly('MinDate', validator.MinDate);
/** `MinLength` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const MinLength: typeof validator.MinLength = legacyOnly('MinLength', validator.MinLength);
/** `NotContains` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const NotContains: typeof validator.NotContains = legacyOnly('NotContains', validator.NotContains);
/** `NotEquals` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const NotEquals: typeof validator.NotEquals = legacyOnly('NotEquals', validator.NotEquals);
/** `Validate` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const Validate: typeof validator.Validate = legacyOnly('Validate', validator.Validate);
/** `ValidateBy` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ValidateBy: typeof validator.ValidateBy = legacyOnly('ValidateBy', validator.ValidateBy);
/** `ValidateIf` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ValidateIf: typeof validator.ValidateIf = legacyOnly('ValidateIf', validator.ValidateIf);
/** `ValidateNested` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ValidateNested: typeof validator.ValidateNested = legacyOnly('ValidateNested', validator.ValidateNested);
/** `ValidatePromise` of class-validator. https://github.com/typestack/class-validator#validation-decorators */
export const ValidatePromise: typeof validator.ValidatePromise = legacyOnly(
  'ValidatePromise',
  validator.ValidatePromise,
);
